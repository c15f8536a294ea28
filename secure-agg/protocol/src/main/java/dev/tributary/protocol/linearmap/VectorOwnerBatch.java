package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.EncryptedSecrets;
import dev.tributary.crypto.lattice.InnerKey;
import dev.tributary.crypto.lattice.InnerRing;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.OuterSecret;
import dev.tributary.crypto.lattice.PublicKey;
import dev.tributary.crypto.lattice.PublicMatrix;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;

/**
 * The vector owner's work for one batch of 128 channels, on row blocks and column ranges.
 * Everything is a function of the joint seed and the batch seed, so any task can make its own copy
 * and run again.
 *
 * <p>Guarantees, against a semi-honest matrix owner together with the aggregator: what leaves is
 * pseudo-random under module LWE and ring LWE, if every lease carries one message ({@link
 * LeaseJournal}). Not thread-safe.
 */
public final class VectorOwnerBatch {
  private final LatticeSet set;
  private final byte[] seed;
  private final PublicMatrix matrix;
  private final OuterSecret secret;
  private final InnerKey key;

  /**
   * @param batchSeed of {@link SecretSeeds#batch}; never leaves the party
   */
  public VectorOwnerBatch(LatticeSet set, byte[] jointSeed, byte[] batchSeed) {
    this.set = set;
    this.seed = batchSeed.clone();
    this.matrix = new PublicMatrix(set, jointSeed);
    this.secret = new OuterSecret(set, SeedTree.derive(seed, "outer secret"));
    this.key = new InnerKey(new InnerRing(set, jointSeed), SeedTree.derive(seed, "inner"));
  }

  /** Offline 1: encryptions of columns [column0, column1) of 0 .. N, for all matrix owners. */
  public EncryptedSecrets encrypt(int column0, int column1) {
    return key.encrypt(secret, column0, column1);
  }

  /** Offline 1: the public key that the fresh zeros are made with. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** Offline 2: the phase corrections of a matrix owner's block, candidates x 128. */
  public WordMatrix corrections(WordMatrix aHalves, int candidates) {
    return key.corrections(aHalves, candidates);
  }

  /** Offline 3: A S for 256-row blocks [block0, block1), all channels; stays at this party. */
  public WordMatrix products(int block0, int block1) {
    return secret.times(matrix, block0, block1);
  }

  /**
   * Online: hides the words of rows [256 block0, 256 block0 + words.rows()) under a lease. The
   * errors depend on the lease, the message and the row block, so a task that runs again writes the
   * same.
   *
   * @param products A S of the same rows, all channels, as {@link #products} gave it
   * @param words rows x lease.channels() encoded values
   * @param digest of the whole message, the one the lease was burnt for
   */
  public WordMatrix hide(
      ChannelLease lease, byte[] digest, int block0, WordMatrix products, WordMatrix words) {
    WordMatrix out = products.slice(0, words.rows(), lease.first(), lease.last());
    byte[] errorSeed = SeedTree.derive(seed, "outer errors", lease.canonicalBytes(), digest);
    KeyStream stream = new KeyStream(errorSeed);
    for (int r = 0; r < words.rows(); r++) {
      if (r % LatticeSet.BLOCK == 0) {
        stream.seek(block0 + (long) r / LatticeSet.BLOCK);
      }
      for (int c = 0; c < lease.channels(); c++) {
        out.add(r, c, Noise.binomial(stream));
      }
    }
    out.addScaled(words, 1);
    return out;
  }

  /**
   * Online: the centred noisy left sums of a block's reply.
   *
   * @param corrections of the block, all channels
   * @param reply candidates x lease.channels()
   */
  public static WordMatrix reveal(ChannelLease lease, WordMatrix corrections, WordMatrix reply) {
    WordMatrix out = reply.slice(0, reply.rows(), 0, reply.columns());
    out.addScaled(corrections.slice(0, corrections.rows(), lease.first(), lease.last()), -1);
    return out;
  }

  /**
   * Online, in calls whose result is for the matrix owner, and only there: what opens the hidden
   * words to it, once for a lease and block. It needs no reply, so it goes out with the words.
   *
   * <p>This is a share of a threshold decryption, and like any it must be flooded: without that it
   * is {@code a s} exactly, from which the matrix owner, who knows a, computes s, S and the vector
   * (Asharov, Jain, Lopez-Alt, Tromer, Vaikuntanathan, Wichs, EUROCRYPT 2012, who call it
   * smudging). It holds against a matrix owner that follows the protocol; one that makes up its a
   * half reads s through any flood.
   *
   * <p>The flood depends on {@code a s} too, so that a second a half for the block, as a matrix
   * owner that starts again makes one, gets another flood.
   *
   * @param corrections of the block, all channels
   * @param floods standard deviation of each channel of the lease, of {@link
   *     dev.tributary.crypto.lattice.LatticePlanner#planForMatrixOwner}; the same whenever the
   *     share is made again
   * @param floodSeed of {@link SecretSeeds#shareFlood}
   * @return candidates x lease.channels()
   */
  public static WordMatrix decryptionShare(
      ChannelLease lease, WordMatrix corrections, double[] floods, byte[] floodSeed) {
    WordMatrix share = new WordMatrix(corrections.set(), corrections.rows(), lease.channels());
    share.addScaled(corrections.slice(0, corrections.rows(), lease.first(), lease.last()), -1);
    // Two a halves under one flood would tell their difference times s.
    byte[] seed = SeedTree.derive(floodSeed, "decryption share", share.toBytes());
    Flood.addTo(share, floods, seed);
    return share;
  }

  /** The parameter set. */
  public LatticeSet set() {
    return set;
  }
}
