package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.ParallelCalls;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.ChannelLease;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The label party's map with one feature party. */
final class VectorPeer implements AutoCloseable {
  private final FederatedSession session;
  private final PartyId owner;
  private final CandidateLayout layout;
  private final LatticeAgreement agreement;
  private final NoiseUnit noiseUnit;
  private final int rows;
  private final Shards<RowRange> slices;
  private final VectorOffline offline;
  private final OfflineBatches<VectorBatch> batches;
  private final ChannelLedger ledger;
  private int round;
  private GradientPairs pairs;
  private RoundScale scale;
  private byte[] roundDigest;
  private LevelChannels sent;
  private List<ChannelLease> leases;

  VectorPeer(
      FederatedSession session,
      PartyId owner,
      TrainingShape shape,
      CandidateLayout layout,
      LatticeAgreement agreement,
      NoiseUnit noiseUnit,
      Shards<RowRange> slices,
      VectorOffline offline) {
    this.session = session;
    this.owner = owner;
    this.layout = layout;
    this.agreement = agreement;
    this.noiseUnit = noiseUnit;
    this.rows = shape.rows().training();
    this.slices = slices;
    this.offline = offline;
    this.batches =
        new OfflineBatches<>("lattice batches for " + owner, session.compute(), offline::make);
    this.ledger = new ChannelLedger(session.epoch(), shape, agreement.plan().set());
    batches.prepare(ledger.batch());
  }

  PartyId owner() {
    return owner;
  }

  LatticeAgreement agreement() {
    return agreement;
  }

  /** Until the matrix owner has its hint and has answered the first batch: the set-up. */
  void awaitFirstBatch() {
    batches.take(ledger.batch());
  }

  void startRound(int newRound, GradientPairs newPairs, byte[] digest) {
    round = newRound;
    pairs = newPairs;
    scale = RoundScale.of(newPairs, agreement.kinds(), noiseUnit);
    roundDigest = digest;
  }

  /**
   * Burns channels for the level's message, then hides it on the executors. The call and the words
   * of a lease go together.
   */
  void send(LevelChannels channels) {
    sent = channels;
    leases = ledger.take(round, channels.channels());
    if (ledger.mayNeedNext()) {
      batches.prepare(ledger.batch() + 1);
    }
    LevelVectors vectors = new LevelVectors(pairs, channels, scale);
    byte[] digest = vectors.digest(agreement.plan(), roundDigest);
    List<Callable<Void>> sending = new ArrayList<>();
    sending.add(this::announce);
    int firstNode = 0;
    for (int l = 0; l < leases.size(); l++) {
      ChannelLease lease = leases.get(l);
      BatchKey key = batches.take(lease.batch()).key();
      offline.journal().burn(lease, digest);
      PayloadKernel<RowRange> hiding =
          hiding(agreement.plan(), key, vectors, lease, firstNode, digest);
      sending.addAll(messages(l, hiding));
      ParallelCalls.call(sending.size(), sending);
      sending.clear();
      firstNode += lease.channels() / 2;
    }
  }

  private Void announce() {
    StepAddress step = session.to(owner, round, LatticeSteps.call(sent.level()));
    session.exchange().send(step, new CallMessage(sent.channels()).encode());
    return null;
  }

  private List<Callable<Void>> messages(int l, PayloadKernel<RowRange> hiding) {
    List<SliceRange> ranges =
        HiddenWords.cut(agreement.plan().set(), rows, leases.get(l).channels());
    List<Callable<Void>> messages = new ArrayList<>();
    for (int m = 0; m < ranges.size(); m++) {
      SliceRange range = ranges.get(m);
      StepAddress step = session.to(owner, round, LatticeSteps.words(sent.level(), l, m));
      messages.add(
          () -> {
            slices.range(range.first(), range.last()).publish(session.exchange(), step, hiding);
            return null;
          });
    }
    return messages;
  }

  private static PayloadKernel<RowRange> hiding(
      LatticePlan plan,
      BatchKey key,
      LevelVectors vectors,
      ChannelLease lease,
      int firstNode,
      byte[] digest) {
    return (shard, slice, context, out) -> {
      WordMatrix words = vectors.words(plan, slice, lease, firstNode);
      WordMatrix products = key.products(context, slice);
      WordMatrix hidden =
          key.with(context, role -> role.hide(lease, digest, slice.firstBlock(), products, words));
      out.write(LinearMapMessages.encode(hidden));
    };
  }

  /** Awaits and reveals the sums of the level that was sent last. */
  CandidateSums sums(CandidateSet active) {
    RevealedSums revealed =
        new RevealedSums(agreement.plan(), layout, active, sent.channels(), fixedUnits());
    int firstNode = 0;
    for (int l = 0; l < leases.size(); l++) {
      ChannelLease lease = leases.get(l);
      StepAddress step = session.from(owner, round, LatticeSteps.sums(sent.level(), l));
      StepManifest manifest = PeerMessages.awaitToFetch(session, step, layout.blocks());
      VectorBatch batch = batches.take(lease.batch());
      int first = firstNode;
      new WordPieces(manifest, agreement.plan().set(), revealed::rows, lease.channels())
          .read(
              session.exchange(),
              layout.blocks(),
              (reply, block) ->
                  revealed.add(block, lease, first, reply, batch.corrections().get(block)));
      firstNode += lease.channels() / 2;
    }
    return revealed.sums();
  }

  private double[] fixedUnits() {
    return new double[] {scale.gradientUnit(), scale.hessianUnit()};
  }

  void endRound() {
    pairs = null;
    sent = null;
    leases = null;
  }

  @Override
  public void close() {
    batches.close();
    offline.close();
  }
}
