package dev.tributary.fl.evaluation;

/**
 * Quality of predicted numbers.
 *
 * @param rows rows scored
 * @param rmse root of the mean squared error, in the unit of the label
 * @param r2 one minus the squared error over that of the mean label, at most 1; where all labels
 *     are equal, 1 for exact predictions and 0 otherwise
 */
public record RegressionEvaluation(int rows, double rmse, double r2) implements Evaluation {

  /** Scores are predictions in the unit of the label. */
  public static RegressionEvaluation of(Sample sample) {
    double total = sample.totalWeight();
    double mean = 0;
    for (int r = 0; r < sample.rows(); r++) {
      mean += sample.weight()[r] * sample.label()[r] / total;
    }
    double residual = 0;
    double spread = 0;
    for (int r = 0; r < sample.rows(); r++) {
      double y = sample.label()[r];
      residual += sample.weight()[r] * square(y - sample.score()[r]);
      spread += sample.weight()[r] * square(y - mean);
    }
    double r2 = spread > 0 ? 1 - residual / spread : residual == 0 ? 1 : 0;
    return new RegressionEvaluation(sample.rows(), Math.sqrt(residual / total), r2);
  }

  private static double square(double v) {
    return v * v;
  }
}
