package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanException;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.linearmap.JointSeed;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the two owners agree on before anything else: the plan, and a joint seed that neither could
 * choose.
 *
 * @param plan parameters and scales
 * @param kinds what the plan has room for
 * @param jointSeed of the public matrix and ring elements; known to both, to nobody else
 */
record LatticeAgreement(LatticePlan plan, List<LatticePlanner.Kind> kinds, byte[] jointSeed) {
  /** The vector owner's side, with one matrix owner. */
  static LatticeAgreement ofVectorOwner(
      FederatedSession session,
      PartyId owner,
      TrainingShape shape,
      CandidateLayout layout,
      SigmaOut sigmaOut,
      GradientBounds bounds) {
    PlanMessage message;
    try {
      message = PlanMessage.of(shape, layout.total(), sigmaOut, bounds);
    } catch (LatticePlanException e) {
      throw FederationException.user("cipher lattice: %s", e.getMessage());
    }
    session.exchange().send(session.to(owner, 0, LatticeSteps.PLAN), message.encode());
    JointSeed toss = JointSeed.ofVectorOwner(session.run(), new SecureRandom());
    return new LatticeAgreement(message.plan(), message.kinds(), toss(session, owner, toss));
  }

  /** The matrix owner's side. */
  static LatticeAgreement ofMatrixOwner(
      FederatedSession session, TrainingShape shape, CandidateLayout layout, SigmaOut sigmaOut) {
    PartyId label = session.labelParty();
    PlanMessage announced =
        PeerMessages.receive(
            session,
            session.from(label, 0, LatticeSteps.PLAN),
            PlanMessage.MAX_LENGTH,
            PlanMessage::decode);
    LatticePlan plan = own(label, shape, layout, sigmaOut, announced);
    if (!plan.equals(announced.plan())) {
      throw FederationException.peer(
          label,
          "announced the lattice plan %s where this party's sigma-out %s gives %s; all parties"
              + " must run the same job and release",
          announced.plan(),
          sigmaOut,
          plan);
    }
    JointSeed toss = JointSeed.ofMatrixOwner(session.run(), new SecureRandom());
    return new LatticeAgreement(plan, announced.kinds(), toss(session, label, toss));
  }

  private static LatticePlan own(
      PartyId label,
      TrainingShape shape,
      CandidateLayout layout,
      SigmaOut sigmaOut,
      PlanMessage announced) {
    try {
      announced.requireSumsOf(shape.rows().training());
    } catch (IllegalArgumentException e) {
      throw withoutPlan(label, e);
    }
    try {
      return PlanMessage.plan(shape, layout.total(), sigmaOut, announced.kinds());
    } catch (LatticePlanException e) {
      throw withoutPlan(label, e);
    }
  }

  private static FederationException withoutPlan(PartyId label, RuntimeException why) {
    return FederationException.peer(label, "announced bounds without a plan: %s", why.getMessage());
  }

  private static byte[] toss(FederatedSession session, PartyId peer, JointSeed toss) {
    session.exchange().send(session.to(peer, 0, LatticeSteps.COMMITMENT), toss.commitment());
    byte[] opening =
        PeerMessages.receive(
            session,
            session.from(peer, 0, LatticeSteps.COMMITMENT),
            JointSeed.BYTES,
            strict(toss::opening));
    session.exchange().send(session.to(peer, 0, LatticeSteps.OPENING), opening);
    return PeerMessages.receive(
        session, session.from(peer, 0, LatticeSteps.OPENING), JointSeed.BYTES, strict(toss::open));
  }

  private static UnaryOperator<byte[]> strict(UnaryOperator<byte[]> step) {
    return message -> {
      try {
        return step.apply(message);
      } catch (IllegalArgumentException e) {
        throw new MalformedMessageException(e.getMessage());
      }
    };
  }

  @Override
  public String toString() {
    return "LatticeAgreement[" + plan + "]";
  }
}
