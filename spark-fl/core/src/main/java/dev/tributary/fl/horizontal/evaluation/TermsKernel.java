package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.horizontal.exact.WideSums;
import java.util.Iterator;

/** Rows, weight, and weighted terms. */
record TermsKernel(LossTerms terms) implements ScoredRows.Kernel {
  static final int ROWS = 0;
  static final int WEIGHT = 1;
  static final int TERMS = 2;

  @Override
  public int words() {
    return WideSums.words(TERMS + terms.count());
  }

  @Override
  public long[] sum(Iterator<ScoredRows.Scored> partition) {
    WideSums sums = new WideSums(TERMS + terms.count());
    double[] row = new double[terms.count()];
    while (partition.hasNext()) {
      ScoredRows.Scored scored = partition.next();
      terms.add(scored, row, sums, TERMS);
      terms.requireOutputs(scored.outputs(), scored.label());
      sums.add(ROWS, 1);
      sums.add(WEIGHT, scored.weight());
      sums.row();
    }
    return sums.words();
  }
}
