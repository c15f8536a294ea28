package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The label party's half of the training protocol, one method per step: towards all feature parties
 * at once. Without feature parties every step is empty.
 */
final class LabelRole implements AutoCloseable {
  private final FederatedSession session;
  private final List<PartyId> parties;
  private final int rows;
  private final List<CandidateLayout> layouts = new ArrayList<>();
  private final List<CandidateDirections> directions = new ArrayList<>();
  private final List<Map<Integer, Integer>> splitOfCandidate = new ArrayList<>();
  private final TreeParameters parameters;
  private List<CandidateSet> active = List.of();
  private VectorOwner map;
  private int round;

  private LabelRole(FederatedSession session, TreeParameters parameters, int rows) {
    this.session = session;
    this.parameters = parameters;
    this.parties = session == null ? List.of() : session.featureParties();
    this.rows = rows;
  }

  /** A training without other parties. */
  static LabelRole alone(TreeParameters parameters, int rows) {
    return new LabelRole(null, parameters, rows);
  }

  /** Opens a training with all feature parties of the session. */
  static LabelRole open(
      FederatedSession session,
      TreeParameters parameters,
      TrainingShape shape,
      GradientBounds bounds,
      LinearMap map,
      JointRows joint) {
    LabelRole role = new LabelRole(session, parameters, shape.rows().rows());
    SetupMessage setup = new SetupMessage(map.suite(), shape.rows(), shape.classes(), parameters);
    for (PartyId party : role.parties) {
      session.exchange().send(session.to(party, 0, Steps.SETUP), setup.encode());
    }
    CandidateRoom room =
        new CandidateRoom(
            Runtime.getRuntime().maxMemory(),
            LevelSums.bytesOfCandidate(shape, joint.copies()) + map.bytesOfCandidate());
    for (PartyId party : role.parties) {
      StepAddress step = session.from(party, 0, Steps.LAYOUT);
      LayoutMessage answer =
          PeerMessages.receive(session, step, LayoutMessage.MAX_LENGTH, LayoutMessage::decode);
      role.layouts.add(room.take(party, answer.layout()));
      role.directions.add(
          receiveDirections(session, party, answer.layout().total(), shape.classes()));
      role.splitOfCandidate.add(new HashMap<>());
    }
    joint.agree(role.layouts, role.directions);
    if (!role.parties.isEmpty()) {
      role.map = map.vectorOwner(session, shape, bounds, role.layouts);
    }
    return role;
  }

  private static CandidateDirections receiveDirections(
      FederatedSession session, PartyId party, int candidates, int classes) {
    CandidateDirections directions =
        PeerMessages.receive(
                session,
                session.from(party, 0, Steps.DIRECTIONS),
                DirectionsMessage.maxLength(candidates),
                b -> DirectionsMessage.decode(b, candidates))
            .directions();
    if (classes > 1 && !directions.none()) {
      throw FederationException.peer(
          party, "announced monotone columns, which do not go with objective: multiclass");
    }
    return directions;
  }

  List<PartyId> parties() {
    return parties;
  }

  /** By party. */
  List<CandidateDirections> directions() {
    return directions;
  }

  /**
   * Announces a round and sends what the map sends once per round.
   *
   * @return candidates that take part, by party
   */
  List<CandidateSet> startRound(int newRound, GradientPairs pairs) {
    round = newRound;
    for (PartyId party : parties) {
      session.exchange().send(session.to(party, round, Steps.ROUND), RoundMessage.next().encode());
    }
    active = new ArrayList<>();
    for (int p = 0; p < parties.size(); p++) {
      active.add(receiveActive(parties.get(p), layouts.get(p).total()));
    }
    if (map != null) {
      map.startRound(round, pairs, active);
    }
    return List.copyOf(active);
  }

  private CandidateSet receiveActive(PartyId party, int candidates) {
    if (parameters.columnSample() == 1) {
      return CandidateSet.all(candidates);
    }
    return PeerMessages.receive(
            session,
            session.from(party, round, Steps.COLUMNS),
            ColumnsMessage.maxLength(candidates),
            b -> ColumnsMessage.decode(b, candidates))
        .active();
  }

  /** Sends the vectors of a level. */
  void send(LevelChannels channels) {
    if (map != null) {
      map.send(channels);
    }
  }

  /** Awaits the sums of the level, by party. */
  List<CandidateSums> sums() {
    return map == null ? List.of() : map.sums();
  }

  /**
   * Tells every party which of its candidates won, and fetches their bitmaps.
   *
   * @param choices distinct candidates by party, ascending
   * @param more whether the round has another level
   */
  List<BitmapsMessage> choose(int level, List<int[]> choices, boolean more) {
    for (int p = 0; p < parties.size(); p++) {
      byte[] message = new ChoicesMessage(choices.get(p), more).encode();
      session.exchange().send(session.to(parties.get(p), round, Steps.choices(level)), message);
    }
    List<BitmapsMessage> answers = new ArrayList<>();
    for (int p = 0; p < parties.size(); p++) {
      answers.add(receiveBitmaps(p, level, choices.get(p)));
    }
    return answers;
  }

  private BitmapsMessage receiveBitmaps(int p, int level, int[] chosen) {
    int count = chosen.length;
    if (count == 0) {
      return new BitmapsMessage(new int[0], new byte[0][]);
    }
    StepAddress step = session.from(parties.get(p), round, Steps.bitmaps(level));
    BitmapsMessage answer =
        PeerMessages.receive(
            session,
            step,
            BitmapsMessage.maxLength(count, rows),
            b -> BitmapsMessage.decode(b, count, rows));
    Map<Integer, Integer> known = splitOfCandidate.get(p);
    for (int i = 0; i < count; i++) {
      int split = answer.splitIds()[i];
      Integer before = known.putIfAbsent(chosen[i], split);
      boolean expected = before == null ? split == known.size() - 1 : split == before;
      if (!expected) {
        throw FederationException.peer(
            parties.get(p), "named split %d at %s where another id is due", split, step);
      }
    }
    return answer;
  }

  void endRound() {
    if (map != null) {
      map.endRound();
    }
  }

  /**
   * Ends the training.
   *
   * @param rounds rounds that took place
   * @param uses by party, what its splits in the kept trees were worth
   */
  void finish(int rounds, List<List<RoundMessage.SplitUse>> uses) {
    for (int p = 0; p < parties.size(); p++) {
      byte[] message = RoundMessage.end(uses.get(p)).encode();
      session.exchange().send(session.to(parties.get(p), rounds, Steps.ROUND), message);
    }
  }

  @Override
  public void close() {
    if (map != null) {
      map.close();
    }
  }
}
