package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.PartyColumns;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.Optional;

/**
 * From aligned rows to a model: layout, joint training, solo baseline. All parties call at the same
 * time, the label party {@link #label}, the others {@link #feature}. On failure the caller aborts
 * the session's exchange. Block files are deleted at the end.
 */
public final class VerticalTraining {
  private final FederatedSession session;
  private final SparkCompute compute;
  private final TreeParameters trees;
  private final SamplingSecret secret;
  private final LayoutSettings layout;
  private final Map<String, Direction> monotone;
  private final LinearMap map;
  private final RunListener listener;

  /**
   * @param session this party's session; its compute is the next argument
   * @param trees equal at all parties
   * @param secret what this party's rows and columns are drawn from
   * @param layout binning; how features are dealt to blocks
   * @param monotone features of this party with which predictions move one way only
   * @param map the job's cipher
   */
  public VerticalTraining(
      FederatedSession session,
      SparkCompute compute,
      TreeParameters trees,
      SamplingSecret secret,
      LayoutSettings layout,
      Map<String, Direction> monotone,
      LinearMap map,
      RunListener listener) {
    this.session = session;
    this.compute = compute;
    this.trees = trees;
    this.secret = secret;
    this.layout = layout;
    this.monotone = monotone;
    this.map = map;
    this.listener = listener;
  }

  /** Whether the label party also trains alone, to compare. */
  public enum Baseline {
    /** After the joint training, for which other parties wait. */
    SOLO,
    NONE
  }

  /** The label party's role. */
  public LabelOutcome label(
      AlignedTable table, LabelColumns columns, Objective objective, Baseline baseline) {
    LaidOutFeatures own = listener.time(RunListener.LAYOUT, () -> layOut(table));
    try {
      double[] labels = table.values(columns.label());
      double[] weights = columns.weight().map(table::values).orElse(null);
      TestRows.require(table.order(), objective, labels, weights);
      TrainingResult joint =
          listener.time(
              RunListener.TRAIN,
              () ->
                  VerticalGbt.train(
                      session,
                      trees,
                      secret,
                      objective,
                      labels,
                      weights,
                      columns(own, table),
                      map,
                      rounds(RunListener.TRAIN)));
      Optional<TrainingResult> solo =
          baseline == Baseline.NONE
              ? Optional.empty()
              : Optional.of(
                  listener.time(
                      RunListener.SOLO, () -> solo(table, objective, labels, weights, own)));
      return new LabelOutcome(joint, solo, Optional.empty());
    } finally {
      own.blocks().release();
    }
  }

  /**
   * A feature party's role.
   *
   * @param classes trees of a round, which the label party must announce
   */
  public FeatureResult feature(AlignedTable table, int classes) {
    if (table.features().isEmpty()) {
      throw FederationException.user(
          "this party has no feature column; name some in 'columns' or take it out of the job");
    }
    LaidOutFeatures own = listener.time(RunListener.LAYOUT, () -> layOut(table));
    try {
      return listener.time(
          RunListener.TRAIN,
          () ->
              VerticalGbt.serve(
                  session, trees, classes, secret, columns(own, table), map, listener::gave));
    } finally {
      own.blocks().release();
    }
  }

  private TrainingResult solo(
      AlignedTable table,
      Objective objective,
      double[] labels,
      double[] weights,
      LaidOutFeatures own) {
    return VerticalGbt.trainSolo(
        session.self(),
        trees,
        secret,
        objective,
        labels,
        weights,
        columns(own, table),
        rounds(RunListener.SOLO));
  }

  private PartyColumns columns(LaidOutFeatures own, AlignedTable table) {
    return new PartyColumns(own.cuts(), own.blocks(), table.order(), monotone);
  }

  private Progress rounds(String stage) {
    return report -> listener.round(stage, report);
  }

  private LaidOutFeatures layOut(AlignedTable table) {
    return new FeatureLayout(compute, table.rows(), AlignedTable.ROW, table.placement())
        .forTraining(table.features(), table.order(), layout);
  }
}
