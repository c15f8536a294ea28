package dev.tributary.fl.horizontal.stats;

/** A party's rows, which are read once for each kernel. */
public interface OwnRows {
  /**
   * The sum of what every row adds.
   *
   * @return {@link RowKernel#length} words
   */
  long[] sum(RowKernel kernel);
}
