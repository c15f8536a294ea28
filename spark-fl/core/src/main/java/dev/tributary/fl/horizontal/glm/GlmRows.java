package dev.tributary.fl.horizontal.glm;

import java.util.List;

/** One party's rows, wherever they are. */
public interface GlmRows extends AutoCloseable {
  /** Names of the features, in the order that all parties agreed on. */
  List<String> features();

  /** Sums over all rows; the same whatever their order and partitions. */
  long[] sum(RowKernel kernel);

  /** The same rows on another scale; these are no longer read. */
  GlmRows on(RowScale scale);

  /** Frees what is kept of the rows. */
  @Override
  void close();
}
