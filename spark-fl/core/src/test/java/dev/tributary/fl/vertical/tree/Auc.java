package dev.tributary.fl.vertical.tree;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Area under the ROC curve by ranks, ties counted half; written for the tests alone. */
public final class Auc {
  private Auc() {}

  public static double of(double[] scores, double[] labels, int from, int to) {
    Integer[] order =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .toArray(Integer[]::new);
    double rankSum = 0;
    long positives = 0;
    int n = order.length;
    for (int i = 0; i < n; ) {
      int j = i;
      while (j < n && scores[order[j]] == scores[order[i]]) {
        j++;
      }
      double rank = (i + 1 + j) / 2.0;
      for (int k = i; k < j; k++) {
        if (labels[order[k]] == 1) {
          rankSum += rank;
          positives++;
        }
      }
      i = j;
    }
    double negatives = n - positives;
    return (rankSum - positives * (positives + 1) / 2.0) / (positives * negatives);
  }
}
