package dev.tributary.fl.horizontal.evaluation;

import java.util.Iterator;

/**
 * How many rows, in units of {@link CountKernel#ROW}, whatever they weigh, have a term in each of
 * {@link #BINS} ranges that are known before any data: bin {@code b} from {@code 2^(b - 65)}, which
 * is not in it, to {@code 2^(b - 64)}, with what is beyond in the outermost, and what is no number
 * in the last.
 *
 * @param terms what is counted of a row
 * @param count how many of them, from the first
 */
record LossRanges(LossTerms terms, int count) implements ScoredRows.Kernel {
  /** Of a term. */
  static final int BINS = 128;

  private static final int LEAST = -64;

  @Override
  public int words() {
    return 1 + count * BINS;
  }

  @Override
  public long[] sum(Iterator<ScoredRows.Scored> partition) {
    long[] words = new long[words()];
    double[] row = new double[terms.count()];
    while (partition.hasNext()) {
      ScoredRows.Scored scored = partition.next();
      terms.of(scored.outputs(), scored.label(), row);
      for (int t = 0; t < count; t++) {
        words[1 + t * BINS + bin(row[t])] += CountKernel.ROW;
      }
    }
    return words;
  }

  private static int bin(double term) {
    if (term <= 0) {
      return 0;
    }
    if (!(term <= upper(BINS - 1))) {
      return BINS - 1;
    }
    int exponent = Math.getExponent(Math.nextDown(term)) + 1;
    return Math.max(0, exponent - LEAST);
  }

  /** Largest value of a bin. */
  static double upper(int bin) {
    return Math.scalb(1.0, bin + LEAST);
  }
}
