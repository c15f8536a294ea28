package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.HintProduct;
import dev.tributary.crypto.lattice.InnerRing;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.linearmap.LinearMapMessages;
import dev.tributary.protocol.linearmap.MatrixOwnerBlock;
import dev.tributary.protocol.linearmap.NoiseSources;
import dev.tributary.protocol.linearmap.SecretSeeds;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix owner's part before any message: the hint of every block once, and its product with
 * the encrypted secrets of every batch, whose b halves it keeps at the driver.
 */
final class MatrixOffline implements AutoCloseable {
  private final FederatedSession session;
  private final LatticeAgreement agreement;
  private final CandidateOrder order;
  private final Shards<BlockHint> hints;
  private final List<NoiseSources> sources;
  private final SecretSeeds seeds;

  private MatrixOffline(
      FederatedSession session,
      LatticeAgreement agreement,
      CandidateOrder order,
      Shards<BlockHint> hints,
      List<NoiseSources> sources,
      SecretSeeds seeds) {
    this.session = session;
    this.agreement = agreement;
    this.order = order;
    this.hints = hints;
    this.sources = sources;
    this.seeds = seeds;
  }

  /** Computes the hints. */
  static MatrixOffline open(
      FederatedSession session,
      int rows,
      Shards<BinnedBlock> matrix,
      CandidateOrder order,
      LatticeAgreement agreement) {
    SecureRandom random = new SecureRandom();
    byte[] master = new byte[32];
    random.nextBytes(master);
    Shards<BlockHint> hints =
        matrix.derive(
            hint(agreement.plan().set(), agreement.jointSeed(), order, rows),
            new BlockHint.Codec());
    return new MatrixOffline(
        session,
        agreement,
        order,
        hints,
        sources(matrix, agreement.plan(), order, random),
        new SecretSeeds(master, session.run(), session.epoch(), random));
  }

  private static Shards.Kernel<BinnedBlock, BlockHint> hint(
      LatticeSet set, byte[] jointSeed, CandidateOrder order, int rows) {
    return (shard, block, context) -> {
      ActiveBlock part = ActiveBlock.all(block, order, shard);
      return part.isEmpty()
          ? new BlockHint(null)
          : new BlockHint(
              new MatrixOwnerBlock(set, part.mapRows()).hint(jointSeed, part.columns(), rows));
    };
  }

  /** Where the noise of every block comes from, numbered over all blocks. */
  private static List<NoiseSources> sources(
      Shards<BinnedBlock> matrix, LatticePlan plan, CandidateOrder order, SecureRandom random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return NoiseSources.of(matrix.map(tags(seed, plan, order)));
  }

  private static Shards.Kernel<BinnedBlock, long[]> tags(
      byte[] seed, LatticePlan plan, CandidateOrder order) {
    return (shard, block, context) -> {
      ActiveBlock part = ActiveBlock.all(block, order, shard);
      return part.isEmpty()
          ? new long[0]
          : new MatrixOwnerBlock(plan.set(), part.mapRows())
              .sampleTags(seed, part.columns(), plan.rows());
    };
  }

  /** Where the noise of a block's candidates comes from, by block. */
  List<NoiseSources> sources() {
    return sources;
  }

  SecretSeeds seeds() {
    return seeds;
  }

  /** Makes a batch: answers with the a halves, keeps the b halves, candidates x 128 by block. */
  List<WordMatrix> make(int batch) {
    LatticeSet set = agreement.plan().set();
    StepManifest secrets =
        PeerMessages.await(
            session,
            session.from(session.labelParty(), 0, LatticeSteps.secrets(batch)),
            ColumnRange.cut(set).size() + 1,
            VectorOffline.patience(session));
    StepAddress reply = session.to(session.labelParty(), 0, LatticeSteps.halves(batch));
    List<byte[]> zeros = new ArrayList<>();
    for (int block = 0; block < hints.count(); block++) {
      zeros.add(seeds.zero(set, batch, block));
    }
    BatchSecrets incoming = new BatchSecrets(secrets, set);
    List<byte[][]> results = hints.map(product(incoming, agreement.jointSeed(), zeros, reply));
    List<PieceReceipt> receipts = new ArrayList<>();
    List<WordMatrix> masks = new ArrayList<>();
    for (int block = 0; block < results.size(); block++) {
      byte[][] result = results.get(block);
      receipts.add(new PieceReceipt(block, ByteBuffer.wrap(result[0]).getLong(), result[1]));
      masks.add(
          WordMatrix.fromBytes(set, order.layout().size(block), LatticeSet.CHANNELS, result[2]));
    }
    session.exchange().commit(new StepManifest(reply, receipts));
    return masks;
  }

  /** Results: length and digest of the piece that was put, and the b halves. */
  private static Shards.Kernel<BlockHint, byte[][]> product(
      BatchSecrets incoming, byte[] jointSeed, List<byte[]> zeros, StepAddress reply) {
    return (shard, block, context) -> {
      WordMatrix a = new WordMatrix(incoming.set(), 0, LatticeSet.RING);
      WordMatrix b = new WordMatrix(incoming.set(), 0, LatticeSet.CHANNELS);
      if (!block.isEmpty()) {
        BatchSecrets.Read secrets = incoming.load(context);
        HintProduct product =
            new HintProduct(block.hint(), new InnerRing(incoming.set(), jointSeed));
        for (EncryptedSecrets piece : secrets.pieces()) {
          product.add(piece);
        }
        HintProduct.Halves halves = product.finish(secrets.publicKey(), zeros.get(shard));
        a = halves.a();
        b = halves.b();
      }
      byte[] piece = LinearMapMessages.encode(a);
      PieceReceipt receipt = context.exchange().put(reply.shard(shard), PayloadWriter.of(piece));
      byte[] length = ByteBuffer.allocate(Long.BYTES).putLong(receipt.length()).array();
      return new byte[][] {length, receipt.sha256(), b.toBytes()};
    };
  }

  @Override
  public void close() {
    hints.release();
  }
}
