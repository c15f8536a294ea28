package dev.tributary.fl.training;

/**
 * What a cipher measures the noise on the sums of a round in: something that the derivatives of a
 * person are small against. The label party takes it from the derivatives of the round, so that
 * noise shrinks with them.
 */
public enum NoiseUnit {
  /**
   * The largest gradient and the largest hessian. For classes and counts: the largest are those of
   * the rare people, whom the noise is there for.
   */
  LARGEST {
    @Override
    public SumNoise of(GradientPairs pairs) {
      return new SumNoise(largest(pairs.gradients()), largest(pairs.hessians()));
    }
  },

  /**
   * {@value #DEVIATIONS} times what the heaviest row has of both: its weight, which is its hessian,
   * and that times the root mean square of the residuals. For squared error, whose largest
   * residuals are a few outliers, the more so the better the model fits the others.
   */
  RESIDUAL {
    @Override
    public SumNoise of(GradientPairs pairs) {
      double squares = 0;
      double weights = 0;
      for (int k = 0; k < pairs.classes(); k++) {
        for (int row = 0; row < pairs.rows(); row++) {
          double g = pairs.gradients()[k][row];
          double h = pairs.hessians()[k][row];
          squares += h == 0 ? 0 : g * g / h;
          weights += h;
        }
      }
      double heaviest = DEVIATIONS * largest(pairs.hessians());
      double residual = Math.sqrt(squares / Math.max(1, weights));
      return new SumNoise(Math.max(1, heaviest * residual), heaviest);
    }
  };

  private static final double DEVIATIONS = 1.5;

  /**
   * The unit of a round.
   *
   * @return in the fixed point of the pairs, at least 1
   */
  public abstract SumNoise of(GradientPairs pairs);

  private static int largest(int[][] values) {
    int largest = 1;
    for (int[] ofClass : values) {
      for (int value : ofClass) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }
}
