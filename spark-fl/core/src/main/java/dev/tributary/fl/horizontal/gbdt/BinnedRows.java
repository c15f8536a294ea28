package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.sum.ShardedWords;
import java.util.List;

/** One party's binned rows with their scores, wherever they are. */
public interface BinnedRows extends AutoCloseable {
  /**
   * Gives every row its first scores.
   *
   * @param baseScores {@code [class]}
   */
  void start(double[] baseScores);

  /**
   * Adds the leaves of a round to the scores.
   *
   * @param trees {@code [class]}, no longer changed
   */
  void add(List<BinTree> trees);

  /** Sums over all rows; the same whatever their order and partitions. */
  long[] sum(BlockKernel kernel);

  /**
   * The same sums in pieces where the rows are, without the first word, so that none of them has to
   * pass the driver.
   *
   * @return {@code kernel.words() - 1} words, to be released by the caller
   */
  ShardedWords pieces(BlockKernel kernel);

  /** Frees what is kept of the rows. */
  @Override
  void close();
}
