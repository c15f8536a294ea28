package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.ChoicesMessage;
import dev.tributary.fl.vertical.tree.message.ColumnsMessage;
import dev.tributary.fl.vertical.tree.message.LayoutMessage;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A label party that asks what it likes of one feature party, over the plaintext twin: every
 * message is well formed, none is bound to a tree.
 */
final class MaliciousLabelParty {
  private final FederatedSession session;
  private final PartyId victim;
  private final TrainingShape shape;
  private final TreeParameters parameters;
  private CandidateLayout layout;
  private VectorOwner map;

  /** Bitmaps that the victim gave away so far. */
  int stolen;

  private MaliciousLabelParty(
      FederatedSession session, TrainingShape shape, TreeParameters parameters) {
    this.session = session;
    this.victim = session.featureParties().get(0);
    this.shape = shape;
    this.parameters = parameters;
  }

  /**
   * How an attack ended at the feature party.
   *
   * @param stolen bitmaps that it gave away
   * @param result null if it failed
   * @param failure null if it did not
   */
  record Outcome(int stolen, FeatureResult result, FederationException failure) {}

  /**
   * Tries an attack on the first feature party of a federation.
   *
   * @param parameters of the job, as the feature party knows them
   * @param classes of the job, likewise
   */
  static Outcome attack(
      Federation f, TreeParameters parameters, int classes, Consumer<MaliciousLabelParty> attack) {
    InMemoryMailbox mailbox = new InMemoryMailbox();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    var end = mailbox.exchange(f.parties().get(1));
    FederatedSession session = f.session(mailbox.exchange(Federation.LABEL));
    TrainingShape shape =
        new TrainingShape(f.rows, classes, parameters.trees(), parameters.depth());
    MaliciousLabelParty label = new MaliciousLabelParty(session, shape, parameters);
    try {
      Future<FeatureResult> served =
          pool.submit(
              () ->
                  Federation.orAbort(
                      end, () -> f.feature(end, f.others.get(0), parameters, classes)));
      try {
        attack.accept(label);
      } catch (FederationException e) {
        // The victim says why below.
      }
      return new Outcome(label.stolen, Federation.join(served), null);
    } catch (FederationException e) {
      return new Outcome(label.stolen, null, e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** What an honest party would announce. */
  SetupMessage honest() {
    return new SetupMessage(PlainLinearMap.SUITE, shape.rows(), shape.classes(), parameters);
  }

  /** Opens the training with an announcement. */
  CandidateLayout open(SetupMessage setup) {
    session.exchange().send(session.to(victim, 0, Steps.SETUP), setup.encode());
    layout =
        PeerMessages.receive(
                session,
                session.from(victim, 0, Steps.LAYOUT),
                LayoutMessage.MAX_LENGTH,
                LayoutMessage::decode)
            .layout();
    map = new PlainLinearMap().vectorOwner(session, shape, null, List.of(layout));
    return layout;
  }

  /** Announces a round, in which every derivative is 0. */
  CandidateSet announce(int round) {
    send(round, RoundMessage.next());
    CandidateSet active = CandidateSet.all(layout.total());
    if (parameters.columnSample() != 1) {
      active =
          PeerMessages.receive(
                  session,
                  session.from(victim, round, Steps.COLUMNS),
                  ColumnsMessage.maxLength(layout.total()),
                  b -> ColumnsMessage.decode(b, layout.total()))
              .active();
    }
    int[][] zeros = new int[shape.classes()][shape.rows().training()];
    map.startRound(round, new GradientPairs(zeros, zeros, 0, 0), List.of(active));
    return active;
  }

  /** Asks for the sums of so many nodes. */
  void sums(int level, int nodes) {
    short[][] none = new short[shape.classes()][shape.rows().training()];
    for (short[] channels : none) {
      Arrays.fill(channels, (short) -1);
    }
    map.send(new LevelChannels(level, nodes, none));
    map.sums();
  }

  /** Chooses candidates and takes their bitmaps. */
  BitmapsMessage choose(int round, int level, Next next, int... candidates) {
    byte[] message = new ChoicesMessage(candidates, next == Next.LEVEL).encode();
    session.exchange().send(session.to(victim, round, Steps.choices(level)), message);
    int count = candidates.length;
    if (count == 0) {
      return null;
    }
    int rows = shape.rows().rows();
    BitmapsMessage answer =
        PeerMessages.receive(
            session,
            session.from(victim, round, Steps.bitmaps(level)),
            BitmapsMessage.maxLength(count, rows),
            b -> BitmapsMessage.decode(b, count, rows));
    stolen += count;
    return answer;
  }

  /** Ends the training. */
  void end(int rounds, RoundMessage.SplitUse... uses) {
    send(rounds, RoundMessage.end(List.of(uses)));
  }

  private void send(int round, RoundMessage message) {
    session.exchange().send(session.to(victim, round, Steps.ROUND), message.encode());
  }

  /** What is announced with a level's choices. */
  enum Next {
    LEVEL,
    ROUND
  }
}
