package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.ColumnsMessage;
import dev.tributary.fl.vertical.tree.message.DirectionsMessage;
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
 * party asks within the job's rounds and depth and the nodes that a level can have, and nothing
 * else: what the label party announces is compared with the job, never taken over.
 */
final class FeatureRole implements AutoCloseable {
  private final FederatedSession session;
  private final PartyColumns columns;
  private final TreeParameters parameters;
  private final TrainingShape shape;
  private final Sampling sampling;
  private final MatrixLayout layout;
  private final MatrixOwner map;
  private final SplitBook book;
  private CandidateSet active;
  private int rounds;

  private FeatureRole(
      FederatedSession session,
      PartyColumns columns,
      TreeParameters parameters,
      TrainingShape shape,
      Sampling sampling,
      MatrixLayout layout,
      MatrixOwner map) {
    this.session = session;
    this.columns = columns;
    this.parameters = parameters;
    this.shape = shape;
    this.sampling = sampling;
    this.layout = layout;
    this.map = map;
    this.book = new SplitBook(session.labelParty(), shape.splits(parameters.trees()));
  }

  /**
   * Answers the label party's set-up.
   *
   * @param classes trees of a round, as in the job
   */
  static FeatureRole join(
      FederatedSession session,
      TreeParameters parameters,
      int classes,
      Sampling sampling,
      PartyColumns columns,
      LinearMap map,
      Function<CandidateLayout, CandidateOrder> numbering) {
    RowOrder rows = columns.rows();
    columns.requireOneScore(classes);
    if (columns.blocks().count() == 0) {
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
    agree(label, "trees per round", classes, setup.classes());
    agree(label, "tree parameters", parameters, setup.parameters());
    MatrixLayout layout = MatrixLayout.of(columns.blocks(), rows, numbering);
    session
        .exchange()
        .send(session.to(label, 0, Steps.LAYOUT), new LayoutMessage(layout.layout()).encode());
    byte[] directions = new DirectionsMessage(layout.directions(columns)).encode();
    session.exchange().send(session.to(label, 0, Steps.DIRECTIONS), directions);
    TrainingShape shape = new TrainingShape(rows, classes, parameters.trees(), parameters.depth());
    MatrixOwner owner = map.matrixOwner(session, shape, columns.blocks(), layout.order());
    return new FeatureRole(session, columns, parameters, shape, sampling, layout, owner);
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
            b -> RoundMessage.decode(b, book.size(), nodesSoFar()));
    if (message.isEnd()) {
      return message;
    }
    if (round >= parameters.trees()) {
      throw FederationException.peer(
          session.labelParty(), "announced round %d of %d", round + 1, parameters.trees());
    }
    startRound(round);
    LevelDemands demands =
        new LevelDemands(session.labelParty(), round, shape.classes(), shape.depth());
    int level = 0;
    while (level(round, level, demands)) {
      level++;
    }
    map.endRound(round);
    rounds++;
    return null;
  }

  private int nodesSoFar() {
    return (int) Math.min(Integer.MAX_VALUE, shape.splits(rounds));
  }

  private void startRound(int round) {
    active = layout.active(sampling.columns(round, columns.cuts().features()));
    if (parameters.columnSample() != 1) {
      byte[] message = new ColumnsMessage(active).encode();
      session.exchange().send(session.to(session.labelParty(), round, Steps.COLUMNS), message);
    }
    map.startRound(round, active);
  }

  /** Answers one level; returns whether another follows. */
  private boolean level(int round, int level, LevelDemands demands) {
    map.level(round, level, nodes -> demands.sums(level, nodes));
    int most = demands.most();
    PartyId label = session.labelParty();
    ChoicesMessage choices =
        PeerMessages.receive(
            session,
            session.from(label, round, Steps.choices(level)),
            ChoicesMessage.maxLength(most),
            b -> ChoicesMessage.decode(b, active, most));
    demands.chosen(level, choices.candidates().length, choices.more());
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
    int[] ids = new int[candidates.length];
    Arrays.setAll(
        ids, i -> book.idOf(candidates[i], OwnSplits.rule(columns.cuts(), located.get(i))));
    int rows = columns.rows().rows();
    return new BitmapsMessage(ids, SplitBitmaps.compute(columns.blocks(), located, 0, rows));
  }

  /** What this party keeps of the model. */
  FeatureResult result(RoundMessage end) {
    return book.result(end.uses(), layout.layout().total());
  }

  /** What this party has given away so far. */
  GivenBitmaps given() {
    return book.given(layout.layout().total());
  }

  @Override
  public void close() {
    map.close();
  }
}
