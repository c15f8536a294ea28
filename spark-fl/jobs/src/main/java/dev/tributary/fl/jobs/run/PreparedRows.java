package dev.tributary.fl.jobs.run;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.jobs.split.RowSets;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;

/**
 * Alignment, split and layout: everything before the first gradient.
 *
 * @param aligned the common rows
 * @param order how many rows train, validate and test
 * @param placement where an aligned row stands in the row order
 * @param features this party's binned features
 */
record PreparedRows(
    AlignedTable aligned, RowOrder order, int[] placement, LaidOutFeatures features) {
  static PreparedRows prepare(RunContext run) {
    AlignedTable aligned = AlignedTable.align(run);
    run.stages().enter("split");
    RowSets sets = sets(run, aligned);
    RowOrder order = sets.order();
    int[] placement = sets.placement();
    run.stages().enter("layout");
    LaidOutFeatures features =
        new FeatureLayout(run.compute(), aligned.table(), AlignedTable.ROW, placement)
            .forTraining(run.source().features(), order, layout(run));
    return new PreparedRows(aligned, order, placement, features);
  }

  private static LayoutSettings layout(RunContext run) {
    return new LayoutSettings(
        run.request().job().train().bins(),
        run.request().job().train().minSideCount(),
        LayoutSettings.BINNING_SAMPLE,
        run.session().isLabelParty()
            ? LayoutSettings.FeatureOrder.NATURAL
            : LayoutSettings.FeatureOrder.RANDOM);
  }

  private static RowSets sets(RunContext run, AlignedTable aligned) {
    FederatedSession session = run.session();
    if (session.isLabelParty()) {
      RowSets drawn =
          new SplitDraw(run.request().job()).draw(aligned.keys(), AlignedTable.ROW, aligned.rows());
      for (PartyId peer : session.featureParties()) {
        session.exchange().send(session.to(peer, 0, RowSets.STEP), drawn.toBytes());
      }
      return drawn;
    }
    byte[] message =
        session
            .exchange()
            .receive(
                session.from(session.labelParty(), 0, RowSets.STEP),
                session.stepTimeout(),
                RowSets.messageLength(aligned.rows()));
    try {
      return RowSets.fromBytes(message, aligned.rows());
    } catch (MalformedMessageException e) {
      throw FederationException.peer(
          session.labelParty(), "sent no valid row sets: %s", e.getMessage());
    }
  }
}
