package dev.tributary.fl.data;

/** A party's rows, which are read once for each kernel. */
public interface SummedRows {
  /**
   * The sum of what every row adds.
   *
   * @return {@link RowWords#length} words
   */
  long[] sum(RowWords kernel);
}
