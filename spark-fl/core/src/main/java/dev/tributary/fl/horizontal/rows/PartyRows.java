package dev.tributary.fl.horizontal.rows;

import java.util.List;

/** One party's rows, wherever they are. */
public interface PartyRows extends AutoCloseable {
  /** Names of the features, in the order that all parties agreed on. */
  List<String> features();

  /** Sums over all rows; the same whatever their order and partitions. */
  long[] sum(RowKernel kernel);

  /** The same rows, changed one by one; these are no longer read. */
  PartyRows on(RowMap map);

  /**
   * The same rows in other partitions, where their number and order follow from the rows alone;
   * these are no longer read.
   */
  PartyRows arranged(RowArrangement arrangement);

  /** Frees what is kept of the rows. */
  @Override
  void close();
}
