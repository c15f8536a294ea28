package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.LeaseJournal;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import dev.tributary.protocol.linearmap.SecretSeeds;
import dev.tributary.protocol.linearmap.VectorOwnerBatch;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The vector owner's offline part with one matrix owner: encrypts the secrets of a batch, makes A S
 * while the matrix owner multiplies, and turns its a halves into corrections.
 */
final class VectorOffline implements AutoCloseable {
  /** The hint of the first batch and a whole batch of levels may lie within one wait. */
  private static final int PATIENCE = 10;

  private final FederatedSession session;
  private final PartyId owner;
  private final CandidateLayout layout;
  private final LatticeAgreement agreement;
  private final Shards<RowRange> slices;
  private final Shards<ColumnRange> columns;
  private final Shards<Integer> blocks;
  private final LeaseJournal journal;
  private final SecretSeeds seeds;
  private final String scope;

  private VectorOffline(
      FederatedSession session,
      PartyId owner,
      CandidateLayout layout,
      LatticeAgreement agreement,
      Shards<RowRange> slices,
      LeaseJournal journal) {
    this.session = session;
    this.owner = owner;
    this.layout = layout;
    this.agreement = agreement;
    this.slices = slices;
    this.journal = journal;
    this.columns = session.compute().distribute(ColumnRange.cut(set()));
    this.blocks =
        session.compute().distribute(IntStream.range(0, layout.blocks()).boxed().toList());
    SecureRandom random = new SecureRandom();
    byte[] master = new byte[32];
    random.nextBytes(master);
    this.seeds = new SecretSeeds(master, session.run(), session.epoch(), random);
    this.scope = session.run() + "/" + session.epoch() + "/" + owner + "/" + System.nanoTime();
  }

  static VectorOffline open(
      FederatedSession session,
      PartyId owner,
      CandidateLayout layout,
      LatticeAgreement agreement,
      Shards<RowRange> slices,
      LeaseJournal journal) {
    return new VectorOffline(session, owner, layout, agreement, slices, journal);
  }

  LeaseJournal journal() {
    return journal;
  }

  private LatticeSet set() {
    return agreement.plan().set();
  }

  /** Longest wait for something that a peer computes in the background. */
  static Duration patience(FederatedSession session) {
    return session.stepTimeout().multipliedBy(PATIENCE);
  }

  /** Makes a batch; blocks until the matrix owner has done its part. */
  VectorBatch make(int batch) {
    if (journal.touched(batch)) {
      throw new FederationException(
          ErrorCode.INTERNAL,
          "channels of batch " + batch + " were used before this process started: raise the epoch");
    }
    BatchKey key =
        new BatchKey(scope, set(), agreement.jointSeed(), batch, seeds.batch(set(), batch));
    encrypt(key);
    slices.map(products(key));
    return new VectorBatch(key, corrections(key));
  }

  private void encrypt(BatchKey key) {
    StepAddress step = session.to(owner, 0, LatticeSteps.secrets(key.batch()));
    List<PieceReceipt> receipts = new ArrayList<>(columns.map(encryption(key, step)));
    byte[] publicKey =
        LinearMapMessages.encode(
            set(), new VectorOwnerBatch(set(), key.jointSeed(), key.batchSeed()).publicKey());
    receipts.add(session.exchange().put(step.shard(columns.count()), PayloadWriter.of(publicKey)));
    session.exchange().commit(new StepManifest(step, receipts));
  }

  private static Shards.Kernel<ColumnRange, PieceReceipt> encryption(
      BatchKey key, StepAddress step) {
    return (shard, range, context) -> {
      byte[] piece =
          key.with(
              context,
              role ->
                  LinearMapMessages.encode(key.set(), role.encrypt(range.first(), range.last())));
      return context.exchange().put(step.shard(shard), PayloadWriter.of(piece));
    };
  }

  private static Shards.Kernel<RowRange, byte[]> products(BatchKey key) {
    return (shard, slice, context) -> {
      key.products(context, slice);
      return new byte[0];
    };
  }

  private List<WordMatrix> corrections(BatchKey key) {
    StepAddress step = session.from(owner, 0, LatticeSteps.halves(key.batch()));
    StepManifest manifest = PeerMessages.await(session, step, layout.blocks(), patience(session));
    List<byte[]> made = blocks.map(correction(key, manifest, layout));
    List<WordMatrix> corrections = new ArrayList<>();
    for (int block = 0; block < made.size(); block++) {
      corrections.add(
          WordMatrix.fromBytes(set(), layout.size(block), LatticeSet.CHANNELS, made.get(block)));
    }
    return corrections;
  }

  private static Shards.Kernel<Integer, byte[]> correction(
      BatchKey key, StepManifest manifest, CandidateLayout layout) {
    return (shard, block, context) -> {
      int candidates = layout.size(block);
      int groups = LatticeSet.groups(candidates);
      WordMatrix halves =
          new WordPieces(manifest, key.set(), piece -> groups, LatticeSet.RING)
              .fetch(context.exchange(), block);
      return key.with(context, role -> role.corrections(halves, candidates)).toBytes();
    };
  }

  @Override
  public void close() {
    columns.release();
    blocks.release();
  }
}
