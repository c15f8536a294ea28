package dev.tributary.fl.horizontal.privacy;

/**
 * What {@code rho}-zero-concentrated differential privacy (Bun and Steinke, 2016) means in epsilon
 * and delta: the least that follows from the Renyi divergences of all orders (Canonne, Kamath and
 * Steinke, "The discrete Gaussian for differential privacy", NeurIPS 2020, corollary 13; the
 * conversion of one order is also that of Balle and others, AISTATS 2020).
 *
 * <p>All bounds are rounded to the safe side by one part in 10^9.
 */
public final class ZeroConcentrated {
  private static final int HALVINGS = 200;
  private static final double SAFE = 1e-9;

  private ZeroConcentrated() {}

  /**
   * The delta that goes with an epsilon.
   *
   * @param rho at least 0
   * @param epsilon at least 0
   */
  public static double delta(double rho, double epsilon) {
    if (rho == 0) {
      return 0;
    }
    // ln delta(order) is convex: its derivative's sign says on which side the best order is.
    double least = 1 + 1e-6;
    double most = (epsilon + 1) / (2 * rho) + 2;
    for (int i = 0; i < HALVINGS; i++) {
      double order = (least + most) / 2;
      if ((2 * order - 1) * rho - epsilon + Math.log1p(-1 / order) < 0) {
        least = order;
      } else {
        most = order;
      }
    }
    double order = (least + most) / 2;
    double log =
        (order - 1) * (order * rho - epsilon)
            + order * Math.log1p(-1 / order)
            - Math.log(order - 1);
    return Math.min(1, Math.exp(log) * (1 + SAFE));
  }

  /**
   * The epsilon that goes with a delta.
   *
   * @param rho at least 0
   * @param delta above 0 and below 1
   */
  public static double epsilon(double rho, double delta) {
    double least = 0;
    double most = rho + 2 * Math.sqrt(rho * Math.log(1 / delta));
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (least + most) / 2;
      if (delta(rho, middle) <= delta) {
        most = middle;
      } else {
        least = middle;
      }
    }
    return most;
  }

  /** The most that keeps an epsilon and a delta. */
  public static double rho(double epsilon, double delta) {
    double least = 0;
    double most = epsilon + 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (least + most) / 2;
      if (delta(middle, epsilon) <= delta) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }
}
