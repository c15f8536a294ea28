package dev.tributary.fl.horizontal.gbdt;

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

  /** Frees what is kept of the rows. */
  @Override
  void close();
}
