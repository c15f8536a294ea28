package dev.tributary.fl.evaluation;

/**
 * Uncertainty of areas under ROC curves that were measured on the same people: DeLong, DeLong and
 * Clarke-Pearson, Biometrics 44 (1988), computed from ranks in {@code O(n log n)} like Sun and Xu,
 * IEEE Signal Processing Letters 21 (2014). Every person counts once: weights are not looked at.
 *
 * <p>The placement of a person of label 1 is the share of label 0 that scores below it, ties one
 * half; that of a person of label 0 the share of label 1 above it. Their mean over either class is
 * the AUC, and the variance of the AUC is the sum over both classes of the variance of placements
 * over their number. The variance of a difference is that of the differences of placements.
 */
final class DeLong {
  private final double[] label;
  private final int positives;

  /** {@code [row]} */
  private final double[] placement;

  private DeLong(double[] label, int positives, double[] placement) {
    this.label = label;
    this.positives = positives;
    this.placement = placement;
  }

  /**
   * @param sample labels 0 and 1, at least two rows of each
   */
  static DeLong of(Sample sample) {
    ScoreOrder order = ScoreOrder.of(sample.score());
    int[] ones = new int[order.groups()];
    int positives = 0;
    for (int r = 0; r < sample.rows(); r++) {
      int one = sample.label()[r] == 1 ? 1 : 0;
      ones[order.groupOf()[r]] += one;
      positives += one;
    }
    double negatives = sample.rows() - positives;
    // By group: the share of label 0 that is below, and of label 1 above, half of the group's own.
    double[] below = new double[order.groups()];
    double[] above = new double[order.groups()];
    double onesAbove = 0;
    for (int g = 0; g < order.groups(); g++) {
      double zeros = order.end()[g] - (g == 0 ? 0 : order.end()[g - 1]) - ones[g];
      double zerosAbove = (g == 0 ? 0 : order.end()[g - 1]) - onesAbove;
      below[g] = (negatives - zerosAbove - zeros / 2) / negatives;
      above[g] = (onesAbove + ones[g] / 2.0) / positives;
      onesAbove += ones[g];
    }
    double[] placement = new double[sample.rows()];
    for (int r = 0; r < placement.length; r++) {
      placement[r] = (sample.label()[r] == 1 ? below : above)[order.groupOf()[r]];
    }
    return new DeLong(sample.label(), positives, placement);
  }

  /** The area. */
  double auc() {
    double sum = 0;
    for (int r = 0; r < placement.length; r++) {
      sum += label[r] == 1 ? placement[r] : 0;
    }
    return sum / positives;
  }

  /** Standard error of the area. */
  double standardError() {
    return standardError(placement);
  }

  /** Standard error of the difference of two areas on the same rows. */
  double standardErrorOfDifference(DeLong other) {
    double[] difference = new double[placement.length];
    for (int r = 0; r < difference.length; r++) {
      difference[r] = placement[r] - other.placement[r];
    }
    return standardError(difference);
  }

  private double standardError(double[] of) {
    double[] mean = new double[2];
    double[] count = {of.length - positives, positives};
    for (int r = 0; r < of.length; r++) {
      mean[(int) label[r]] += of[r] / count[(int) label[r]];
    }
    double[] squares = new double[2];
    for (int r = 0; r < of.length; r++) {
      double distance = of[r] - mean[(int) label[r]];
      squares[(int) label[r]] += distance * distance;
    }
    return Math.sqrt(
        squares[0] / (count[0] * (count[0] - 1)) + squares[1] / (count[1] * (count[1] - 1)));
  }
}
