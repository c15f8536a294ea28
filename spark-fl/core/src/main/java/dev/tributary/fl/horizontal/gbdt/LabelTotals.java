package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the labels of all parties' rows come to, from one sum.
 *
 * @param rows to train on
 * @param validation rows that validate
 * @param weight of the rows to train on
 * @param validationWeight of the others
 * @param mean weighted, of the labels to train on
 * @param classWeights {@code [class]} weight of the training rows with that label; empty unless
 *     labels are classes
 */
public record LabelTotals(
    long rows,
    long validation,
    double weight,
    double validationWeight,
    double mean,
    double[] classWeights) {
  private static final int SUMS = 5;

  static LabelTotals of(BinnedRows rows, SecureSum sum, Objective objective) {
    return of(sum, objective, rows.sum(new Kernel(classes(objective))));
  }

  /**
   * Of rows in memory, those that train first.
   *
   * @param labels by row
   * @param weights by row
   * @param training how many train
   * @param validation how many of the next validate
   */
  public static LabelTotals of(
      SecureSum sum,
      Objective objective,
      double[] labels,
      double[] weights,
      int training,
      int validation) {
    int classes = classes(objective);
    WideSums sums = new WideSums(SUMS + classes);
    for (int row = 0; row < training + validation; row++) {
      add(sums, classes, row < training ? 0 : 1, weights[row], labels[row]);
    }
    return of(sum, objective, sums.words());
  }

  private static int classes(Objective objective) {
    return objective.isClassification() ? (int) objective.domain().most() + 1 : 0;
  }

  private static LabelTotals of(SecureSum sum, Objective objective, long[] own) {
    int classes = classes(objective);
    double[] totals = WideTotals.of(sum, "gbdt-labels", own);
    LabelTotals found =
        new LabelTotals(
            (long) totals[0],
            (long) totals[1],
            totals[2],
            totals[3],
            totals[4] / totals[2],
            Arrays.copyOfRange(totals, SUMS, SUMS + classes));
    return found.checked();
  }

  /** Words that are summed over the parties. */
  static long words(int classes) {
    return WideTotals.words(SUMS + classes);
  }

  /** What every party finds in the same totals. */
  private LabelTotals checked() {
    for (int k = 0; k < classWeights.length; k++) {
      if (!(classWeights[k] > 0)) {
        throw FederationException.user(
            "no party has a row of label %d with a weight above 0 to train on; check the label"
                + " column and the split",
            k);
      }
    }
    if (!(weight > 0) || (validation > 0 && !(validationWeight > 0))) {
      throw FederationException.user(
          "weights are 0 for all training or all validation rows of all parties; check the weight"
              + " column");
    }
    return this;
  }

  /** {@link Objective#baseScores} of all parties' rows: each comes to the same, or to its error. */
  public double[] baseScores(Objective objective) {
    double[] labels = {mean};
    double[] weights = {1};
    if (classWeights.length > 0) {
      labels = new double[classWeights.length];
      Arrays.setAll(labels, k -> k);
      weights = classWeights;
    }
    return objective.baseScores(labels, weights, labels.length);
  }

  /** Counts, weights and labels. */
  private record Kernel(int classes) implements BlockKernel {
    @Override
    public int words() {
      return WideSums.words(SUMS + classes);
    }

    @Override
    public long[] sum(Iterator<ScoredBlock> partition) {
      WideSums sums = new WideSums(SUMS + classes);
      while (partition.hasNext()) {
        BinBlock block = partition.next().block();
        int other = block.validates() ? 1 : 0;
        for (int row = 0; row < block.rows(); row++) {
          add(sums, classes, other, block.weights()[row], block.labels()[row]);
        }
      }
      return sums.words();
    }
  }

  /**
   * Adds a row.
   *
   * @param other 0 if it trains, 1 if it validates
   */
  private static void add(WideSums sums, int classes, int other, double weight, double label) {
    sums.add(other, 1);
    sums.add(2 + other, weight);
    if (other == 0) {
      sums.add(4, weight * label);
      if (classes > 0) {
        sums.add(SUMS + (int) label, weight);
      }
    }
    sums.row();
  }
}
