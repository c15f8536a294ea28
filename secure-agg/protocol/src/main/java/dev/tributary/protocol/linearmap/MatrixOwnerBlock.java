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
 * result is its own, the left sums under Gaussian noise of the planned standard deviation.
 * Stateless but for the layout, so that a task needs only its own block.
 */
public final class MatrixOwnerBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LatticeSet set;
  private final CandidateLayout layout;

  /** The block with these candidates. */
  public MatrixOwnerBlock(LatticeSet set, CandidateLayout layout) {
    this.set = set;
    this.layout = layout;
  }

  /** Set-up: an empty accumulator, to which row ranges are added in any order. */
  public HintSums hintSums() {
    return new HintSums(set, layout.bins(), WordKernels.best());
  }

  /** Set-up in one go: rows 0 .. of all columns, {@code columns[column][row]}. */
  public HintBlock hint(byte[] jointSeed, byte[][] columns, int rows) {
    HintSums sums = hintSums();
    sums.add(new PublicMatrix(set, jointSeed), columns, 0, 0, rows);
    return hint(sums, new InnerRing(set, jointSeed));
  }

  /** Set-up: the hint of all rows' sums. It must never leave this party. */
  public HintBlock hint(HintSums sums, InnerRing ring) {
    return HintBlock.of(layout.leftSums(set, set.dimension(), sums::feature), ring);
  }

  /** Offline: starts the product of a batch; add every piece of the encrypted secrets, finish. */
  public HintProduct product(HintBlock hint, InnerRing ring) {
    if (hint.rows() != layout.candidates()) {
      throw new IllegalArgumentException(
          "the hint must have a row a candidate. Provided value: " + hint.rows());
    }
    return new HintProduct(hint, ring);
  }

  /** Online: an empty accumulator for a call of so many channels. */
  public BinSums answerSums(int channels) {
    return new BinSums(set, layout.bins(), channels, WordKernels.best());
  }

  /**
   * Online: the reply of the block.
   *
   * @param sums of the hidden words of all rows
   * @param bHalf the block's b half, candidates x 128
   * @param floods standard deviation of the flood of each channel of the lease, from the plan
   * @param floodSeed of {@link SecretSeeds#flood}: fresh for lease, block and message
   */
  public WordMatrix answer(
      ChannelLease lease, BinSums sums, WordMatrix bHalf, double[] floods, byte[] floodSeed) {
    WordMatrix reply = withoutMask(lease, sums, bHalf);
    Flood.addTo(reply, floods, floodSeed);
    return reply;
  }

  /**
   * Online, in calls whose result is for the matrix owner: the centred noisy left sums. There is no
   * reply in such a call, so the vector owner learns nothing of the matrix.
   *
   * @param sums of the hidden words of all rows
   * @param bHalf the block's b half, candidates x 128
   * @param share what {@link VectorOwnerBatch#decryptionShare} gave for the block: candidates x
   *     lease.channels()
   */
  public WordMatrix result(ChannelLease lease, BinSums sums, WordMatrix bHalf, WordMatrix share) {
    WordMatrix result = withoutMask(lease, sums, bHalf);
    result.addScaled(share, 1);
    return result;
  }

  private WordMatrix withoutMask(ChannelLease lease, BinSums sums, WordMatrix bHalf) {
    WordMatrix words = layout.leftSums(set, lease.channels(), sums::feature);
    words.addScaled(bHalf.slice(0, bHalf.rows(), lease.first(), lease.last()), -1);
    return words;
  }

  /** The block's candidates. */
  public CandidateLayout layout() {
    return layout;
  }
}
