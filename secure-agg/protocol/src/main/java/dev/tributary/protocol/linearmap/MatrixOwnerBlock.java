package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.HintBlock;
import dev.tributary.crypto.lattice.HintProduct;
import dev.tributary.crypto.lattice.HintSums;
import dev.tributary.crypto.lattice.InnerRing;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PublicMatrix;
import dev.tributary.crypto.lattice.WordKernels;
import dev.tributary.crypto.lattice.WordMatrix;
import java.io.Serializable;

/**
 * The matrix owner's work on one feature block: the hint once, the offline product once a batch,
 * the answer once a lease.
 *
 * <p>Guarantees, against a semi-honest vector owner: it sees a pseudo-random a half and, if the
 * result is its own, the sums of its rows under Gaussian noise of the planned standard deviation.
 * Stateless but for what the rows are, so that a task needs only its own block.
 */
public final class MatrixOwnerBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LatticeSet set;
  private final MapRows rows;

  /** The block with these rows. */
  public MatrixOwnerBlock(LatticeSet set, MapRows rows) {
    this.set = set;
    this.rows = rows;
  }

  /** Set-up: an empty accumulator, to which row ranges are added in any order. */
  public HintSums hintSums() {
    return new HintSums(set, rows.bins(), WordKernels.best());
  }

  /** Set-up in one go: rows 0 .. of all columns, {@code columns[column][row]}. */
  public HintBlock hint(byte[] jointSeed, byte[][] columns, int rows) {
    HintSums sums = hintSums();
    sums.add(new PublicMatrix(set, jointSeed), columns, 0, 0, rows);
    return hint(sums, new InnerRing(set, jointSeed));
  }

  /** Set-up: the hint of all rows' sums. It must never leave this party. */
  public HintBlock hint(HintSums sums, InnerRing ring) {
    return HintBlock.of(rows.of(set, set.dimension(), sums::feature), ring);
  }

  /** Offline: starts the product of a batch; add every piece of the encrypted secrets, finish. */
  public HintProduct product(HintBlock hint, InnerRing ring) {
    if (hint.rows() != rows.count()) {
      throw new IllegalArgumentException(
          "the hint must have the block's rows. Provided value: " + hint.rows());
    }
    return new HintProduct(hint, ring);
  }

  /**
   * Set-up: tags of the sets of samples that the noise of the rows comes from, two a row.
   *
   * @param seed of this training and matrix owner, 32 bytes, secret; the same for all blocks
   * @param columns {@code [column][row]}
   */
  public long[] sampleTags(byte[] seed, byte[][] columns, int samples) {
    return rows.noiseTags(new SampleTags(seed, samples), columns);
  }

  /** Online: an empty accumulator for a call of so many channels. */
  public BinSums answerSums(int channels) {
    return new BinSums(set, rows.bins(), channels, WordKernels.best());
  }

  /**
   * Online: the reply of the block.
   *
   * @param sums of the hidden words of all rows
   * @param bHalf the block's b half, rows of the map x 128
   */
  public WordMatrix answer(ChannelLease lease, BinSums sums, WordMatrix bHalf, AnswerNoise noise) {
    WordMatrix reply = withoutMask(lease, sums, bHalf);
    noise.addTo(reply);
    return reply;
  }

  /**
   * Online, in calls whose result is for the matrix owner: the centred noisy sums. There is no
   * reply in such a call, so the vector owner learns nothing of the matrix.
   *
   * @param sums of the hidden words of all rows
   * @param bHalf the block's b half, rows of the map x 128
   * @param share what {@link VectorOwnerBatch#decryptionShare} gave for the block: rows of the map
   *     x lease.channels()
   */
  public WordMatrix result(ChannelLease lease, BinSums sums, WordMatrix bHalf, WordMatrix share) {
    WordMatrix result = withoutMask(lease, sums, bHalf);
    result.addScaled(share, 1);
    return result;
  }

  private WordMatrix withoutMask(ChannelLease lease, BinSums sums, WordMatrix bHalf) {
    WordMatrix words = rows.of(set, lease.channels(), sums::feature);
    words.addScaled(bHalf.slice(0, bHalf.rows(), lease.first(), lease.last()), -1);
    return words;
  }
}
