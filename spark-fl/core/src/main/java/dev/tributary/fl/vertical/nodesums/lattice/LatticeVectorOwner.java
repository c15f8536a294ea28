package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.linearmap.LeaseJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The label party's end: one map with its own secrets for every feature party. */
final class LatticeVectorOwner implements VectorOwner {
  private final Shards<RowRange> slices;
  private final List<VectorPeer> peers = new ArrayList<>();
  private List<CandidateSet> active;

  private LatticeVectorOwner(Shards<RowRange> slices) {
    this.slices = slices;
  }

  /** Agrees with every matrix owner and makes the first batches, for all owners at once. */
  static LatticeVectorOwner open(
      FederatedSession session,
      TrainingShape shape,
      GradientBounds bounds,
      List<CandidateLayout> layouts,
      SigmaOut sigmaOut,
      Function<PartyId, LeaseJournal> journals) {
    Shards<RowRange> slices = session.compute().distribute(RowRange.cut(shape.rows().training()));
    LatticeVectorOwner made = new LatticeVectorOwner(slices);
    for (int p = 0; p < layouts.size(); p++) {
      PartyId owner = session.featureParties().get(p);
      CandidateLayout layout = layouts.get(p);
      LatticeAgreement agreement =
          LatticeAgreement.ofVectorOwner(session, owner, shape, layout, sigmaOut, bounds);
      VectorOffline offline =
          VectorOffline.open(session, owner, layout, agreement, slices, journals.apply(owner));
      made.peers.add(
          new VectorPeer(session, owner, shape, layout, agreement, bounds.unit(), slices, offline));
    }
    try {
      made.peers.forEach(VectorPeer::awaitFirstBatch);
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
    return made;
  }

  /** What was agreed with every matrix owner. */
  Map<PartyId, LatticeAgreement> agreements() {
    return peers.stream().collect(Collectors.toMap(VectorPeer::owner, VectorPeer::agreement));
  }

  @Override
  public void startRound(int round, GradientPairs pairs, List<CandidateSet> newActive) {
    active = List.copyOf(newActive);
    byte[] digest = LevelVectors.digest(pairs);
    for (VectorPeer peer : peers) {
      peer.startRound(round, pairs, digest);
    }
  }

  @Override
  public void send(LevelChannels channels) {
    for (VectorPeer peer : peers) {
      peer.send(channels);
    }
  }

  @Override
  public List<CandidateSums> sums() {
    List<CandidateSums> sums = new ArrayList<>();
    for (int p = 0; p < peers.size(); p++) {
      sums.add(peers.get(p).sums(active.get(p)));
    }
    return sums;
  }

  @Override
  public void endRound() {
    active = null;
    peers.forEach(VectorPeer::endRound);
  }

  @Override
  public void close() {
    peers.forEach(VectorPeer::close);
    slices.release();
  }
}
