package dev.tributary.fl.horizontal.evaluation;

import java.util.Iterator;

/**
 * How many rows there are, whatever they weigh, and their terms as parts of a limit, what is beyond
 * it, or no number, as the limit: each from 0 to {@link #ONE}.
 *
 * @param limits {@code [term]} of the first terms, above 0
 */
@SuppressWarnings("ArrayRecordComponent")
record ClippedTerms(LossTerms terms, double[] limits) implements ScoredRows.Kernel {
  /** A row, or a term at its limit. */
  static final long ONE = 1L << 20;

  @Override
  public int words() {
    return 2 + limits.length;
  }

  @Override
  public long[] sum(Iterator<ScoredRows.Scored> partition) {
    long[] words = new long[words()];
    double[] row = new double[terms.count()];
    while (partition.hasNext()) {
      ScoredRows.Scored scored = partition.next();
      terms.of(scored.outputs(), scored.label(), row);
      words[1] += ONE;
      for (int t = 0; t < limits.length; t++) {
        words[2 + t] += (long) (part(row[t], limits[t]) * ONE);
      }
    }
    return words;
  }

  private static double part(double term, double limit) {
    if (term <= 0) {
      return 0;
    }
    return term < limit ? term / limit : 1;
  }
}
