package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.horizontal.exact.WideSums;
import java.util.Iterator;

/** Weight of either label in every bin of scores: those of label 0 first. */
record BinKernel(ScoreCuts cuts) implements ScoredRows.Kernel {
  @Override
  public int words() {
    return WideSums.words(2 * cuts.bins());
  }

  @Override
  public long[] sum(Iterator<ScoredRows.Scored> partition) {
    WideSums sums = new WideSums(2 * cuts.bins());
    while (partition.hasNext()) {
      ScoredRows.Scored row = partition.next();
      int first = row.label() == 1 ? cuts.bins() : 0;
      sums.add(first + cuts.bin(row.outputs()[0]), row.weight());
      sums.row();
    }
    return sums.words();
  }
}
