package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.MatrixOwner;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.linearmap.FileLeaseJournal;
import dev.tributary.protocol.linearmap.LeaseJournal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The linear map over lattices, suite {@code lattice-1}.
 *
 * <p>Feature parties learn nothing of gradients, of the sampling of rows and of the node of any
 * sample (module and ring LWE). The label party learns left sums with Gaussian noise that the
 * feature party adds. Its standard deviation is {@link SigmaOut} times a unit: the largest row
 * weight where classes are predicted (less while the sums of a round leave room, but never below
 * the largest derivative of its kind in the round), else the {@link
 * dev.tributary.fl.training.NoiseUnit} of the objective in the round; more where the sums of a
 * round exceed those expected.
 */
public final class LatticeLinearMap implements LinearMap {
  /** Rounds that a run may repeat after restarts, on top of those of the training. */
  private static final int REPEATED_ROUNDS = 10;

  private final SigmaOut sigmaOut;
  private final Path journals;
  private final Map<String, String> agreed = Collections.synchronizedMap(new TreeMap<>());

  /**
   * A map whose used channels are remembered in memory: for runs that are not resumed.
   *
   * @param sigmaOut noise on every sum; equal at all parties
   */
  public LatticeLinearMap(SigmaOut sigmaOut) {
    this(sigmaOut, null);
  }

  /**
   * @param sigmaOut noise on every sum; equal at all parties
   * @param journals directory on the driver's own disk that survives its restarts, where used
   *     channels are noted before anything is sent; null to remember them in memory
   */
  public LatticeLinearMap(SigmaOut sigmaOut, Path journals) {
    this.sigmaOut = sigmaOut;
    this.journals = journals;
  }

  @Override
  public String suite() {
    return LatticeSet.SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return true;
  }

  @Override
  public Map<String, String> agreed() {
    synchronized (agreed) {
      return Map.copyOf(agreed);
    }
  }

  @Override
  public long bytesOfCandidate() {
    // The batch that is being made is there twice: as its tasks give it back, and as matrices.
    return VectorBatch.MOST_BYTES_A_CANDIDATE * (OfflineBatches.MOST + 1);
  }

  @Override
  public VectorOwner vectorOwner(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts) {
    LatticeVectorOwner owner =
        LatticeVectorOwner.open(
            session, shape, bounds, layouts, sigmaOut, peer -> journal(session, shape, peer));
    owner
        .agreements()
        .forEach((peer, with) -> agreed.put(peer.name(), PlanSummary.write(with, sigmaOut)));
    return owner;
  }

  @Override
  public MatrixOwner matrixOwner(
      FederatedSession session,
      TrainingShape shape,
      Shards<BinnedBlock> matrix,
      CandidateOrder order) {
    LatticeAgreement agreement =
        LatticeAgreement.ofMatrixOwner(session, shape, order.layout(), sigmaOut);
    agreed.put(session.labelParty().name(), PlanSummary.write(agreement, sigmaOut));
    LatticeMatrixOwner owner =
        new LatticeMatrixOwner(
            session,
            shape,
            matrix,
            order,
            agreement,
            journal(session, shape, session.labelParty()));
    owner.awaitFirstBatch();
    return owner;
  }

  private LeaseJournal journal(FederatedSession session, TrainingShape shape, PartyId peer) {
    long budget = (long) (shape.rounds() + REPEATED_ROUNDS) * ChannelLedger.channelsOfRound(shape);
    if (journals == null) {
      return LeaseJournal.inMemory(budget);
    }
    String name = "lattice-" + session.run() + "-" + session.self() + "-" + peer + ".journal";
    return FileLeaseJournal.open(journals.resolve(name), budget);
  }
}
