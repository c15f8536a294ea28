package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.io.Serializable;
import java.util.function.IntFunction;

/**
 * What the rows of the private linear map are that one block of binned features makes: every row is
 * a sum of bins of one column, with coefficients 0 and 1, so that a value of the result is the sum
 * over some of the samples. The hint and the answers are taken by bin first and become rows here,
 * once for the public matrix and once for the hidden words.
 *
 * <p>Implementations are immutable and give the same rows in the same order for every matrix.
 */
public interface MapRows extends Serializable {
  /** Bins of each column, the missing bin included, each in [1, 256]. */
  int[] bins();

  /** Number of rows. */
  int count();

  /**
   * The rows of sums that are known by bin.
   *
   * @param sums per column, its sums by bin: {@code bins()[column]} x width
   * @param width columns of the sums
   * @return {@link #count} x width words
   */
  WordMatrix of(LatticeSet set, int width, IntFunction<WordMatrix> sums);

  /**
   * The sets of samples that the noise of the answered rows comes from ({@link NoiseSources}), as
   * {@link SampleTags#canonical} has them.
   *
   * @param columns {@code [column][sample]}
   * @return two a row, the second {@link SampleTags#NONE} where there is but one
   */
  long[] noiseTags(SampleTags tags, byte[][] columns);
}
