package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.ColumnsMessage;
import dev.tributary.fl.vertical.tree.message.LayoutMessage;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A feature party's half of the training protocol, one method per step. Answers what the label
 * party asks within the announced rounds and depth, and nothing else.
 */
final class FeatureRole implements AutoCloseable {
  private final FederatedSession session;
  private final FeatureCuts cuts;
  private final Shards<BinnedBlock> matrix;
  private final RowOrder rows;
  private final TreeParameters parameters;
  private final MatrixLayout layout;
  private final MatrixOwner map;
  private final SplitBook book = new SplitBook();
  private CandidateSet active;

  private FeatureRole(
      FederatedSession session,
      FeatureCuts cuts,
      Shards<BinnedBlock> matrix,
      RowOrder rows,
      TreeParameters parameters,
      MatrixLayout layout,
      MatrixOwner map) {
    this.session = session;
    this.cuts = cuts;
    this.matrix = matrix;
    this.rows = rows;
    this.parameters = parameters;
    this.layout = layout;
    this.map = map;
  }

  /** Answers the label party's set-up. */
  static FeatureRole join(
      FederatedSession session,
      TreeParameters parameters,
      FeatureCuts cuts,
      Shards<BinnedBlock> matrix,
      RowOrder rows,
      LinearMap map,
      Function<CandidateLayout, CandidateOrder> numbering) {
    if (matrix.count() == 0) {
      throw FederationException.user(
          "%s has no feature to train with; check its columns and the missing rate",
          session.self());
    }
    PartyId label = session.labelParty();
    StepAddress step = session.from(label, 0, Steps.SETUP);
    SetupMessage setup =
        PeerMessages.receive(session, step, SetupMessage.MAX_LENGTH, SetupMessage::decode);
    agree(label, "cipher suite", map.suite(), setup.suite());
    agree(label, "row order", rows, setup.rows());
    agree(label, "tree parameters", parameters, setup.parameters());
    MatrixLayout layout = MatrixLayout.of(matrix, rows, numbering);
    session
        .exchange()
        .send(session.to(label, 0, Steps.LAYOUT), new LayoutMessage(layout.layout()).encode());
    TrainingShape shape =
        new TrainingShape(rows, setup.classes(), parameters.trees(), parameters.depth());
    MatrixOwner owner = map.matrixOwner(session, shape, matrix, layout.order());
    return new FeatureRole(session, cuts, matrix, rows, parameters, layout, owner);
  }

  private static void agree(PartyId label, String what, Object mine, Object announced) {
    if (!mine.equals(announced)) {
      throw FederationException.peer(
          label,
          "announced %s %s, this party has %s; all parties must run the same job and release",
          what,
          announced,
          mine);
    }
  }

  /**
   * Awaits the announcement of a round and, if there is one, answers all its levels.
   *
   * @return null if a round took place, else the message that ended the training
   */
  RoundMessage round(int round) {
    RoundMessage message =
        PeerMessages.receive(
            session,
            session.from(session.labelParty(), round, Steps.ROUND),
            RoundMessage.maxLength(book.size()),
            b -> RoundMessage.decode(b, book.size()));
    if (message.isEnd()) {
      return message;
    }
    if (round >= parameters.trees()) {
      throw FederationException.peer(
          session.labelParty(), "announced round %d of %d", round + 1, parameters.trees());
    }
    startRound(round);
    int level = 0;
    while (level(round, level)) {
      level++;
    }
    map.endRound(round);
    return null;
  }

  private void startRound(int round) {
    boolean[] drawn = new Sampling(parameters).columns(round, session.self(), cuts.features());
    active = layout.active(drawn);
    if (parameters.columnSample() != 1) {
      byte[] message = new ColumnsMessage(active).encode();
      session.exchange().send(session.to(session.labelParty(), round, Steps.COLUMNS), message);
    }
    map.startRound(round, active);
  }

  /** Answers one level; returns whether another follows. */
  private boolean level(int round, int level) {
    map.level(round, level);
    PartyId label = session.labelParty();
    ChoicesMessage choices =
        PeerMessages.receive(
            session,
            session.from(label, round, Steps.choices(level)),
            ChoicesMessage.MAX_LENGTH,
            b -> ChoicesMessage.decode(b, active));
    if (choices.more() && level + 1 >= parameters.depth()) {
      throw FederationException.peer(
          label, "asked for level %d of trees of depth %d", level + 2, parameters.depth());
    }
    if (choices.candidates().length > 0) {
      StepAddress step = session.to(label, round, Steps.bitmaps(level));
      session.exchange().send(step, answer(choices.candidates()).encode());
    }
    return choices.more();
  }

  private BitmapsMessage answer(int[] candidates) {
    List<MatrixLayout.Located> located = new ArrayList<>();
    for (int candidate : candidates) {
      located.add(layout.locate(candidate));
    }
    byte[][] bitmaps = SplitBitmaps.compute(matrix, located, 0, rows.rows());
    int[] ids = new int[candidates.length];
    Arrays.setAll(ids, i -> book.idOf(candidates[i], OwnSplits.rule(cuts, located.get(i))));
    return new BitmapsMessage(ids, bitmaps);
  }

  /** What this party keeps of the model. */
  FeatureResult result(RoundMessage end) {
    return book.result(end.uses());
  }

  @Override
  public void close() {
    map.close();
  }
}
