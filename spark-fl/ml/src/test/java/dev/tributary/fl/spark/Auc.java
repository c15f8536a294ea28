package dev.tributary.fl.spark;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Area under the ROC curve by mid-ranks (Mann and Whitney 1947), for tests. */
public final class Auc {
  private Auc() {}

  public static double of(double[] scores, double[] labels) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positiveRanks = 0;
    double positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (labels[order[i]] == 1) {
          positiveRanks += (from + 1 + to) / 2.0;
          positives++;
        }
      }
      from = to;
    }
    return (positiveRanks - positives * (positives + 1) / 2)
        / (positives * (scores.length - positives));
  }
}
