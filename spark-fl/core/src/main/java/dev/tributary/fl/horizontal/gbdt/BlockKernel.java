package dev.tributary.fl.horizontal.gbdt;

import java.io.Serializable;
import java.util.Iterator;

/** What is summed over rows. */
public interface BlockKernel extends Serializable {
  /** Length of {@link #sum}. */
  int words();

  /**
   * The sums of one partition, as {@link dev.tributary.fl.horizontal.exact.Words}; those of two
   * partitions are added by {@link dev.tributary.fl.horizontal.exact.Words#add}.
   */
  long[] sum(Iterator<ScoredBlock> partition);
}
