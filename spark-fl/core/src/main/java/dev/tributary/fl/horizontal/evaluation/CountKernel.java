package dev.tributary.fl.horizontal.evaluation;

import java.util.Iterator;

/**
 * How many rows, in units of {@link #ROW}, of either label are in every bin of scores, whatever
 * they weigh: label 0 first.
 */
record CountKernel(ScoreCuts cuts) implements ScoredRows.Kernel {
  /** What a row adds to a word: units so fine that rounding noise to one costs nothing. */
  static final int ROW = 16;

  @Override
  public int words() {
    return 1 + 2 * cuts.bins();
  }

  @Override
  public long[] sum(Iterator<ScoredRows.Scored> partition) {
    long[] words = new long[words()];
    while (partition.hasNext()) {
      ScoredRows.Scored row = partition.next();
      int first = row.label() == 1 ? cuts.bins() : 0;
      words[1 + first + cuts.bin(row.outputs()[0])] += ROW;
    }
    return words;
  }
}
