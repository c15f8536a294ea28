package dev.tributary.fl.evaluation;

/**
 * How far a mean is from a label, for a family whose variance is {@code mu^p}: Poisson (p = 1),
 * gamma (p = 2) and Tweedie between (Dunn and Smyth, Generalized Linear Models With Examples in R,
 * 2018, chapter 5).
 */
public final class UnitDeviance {
  private UnitDeviance() {}

  /**
   * At least 0, and 0 where both are equal.
   *
   * @param power p, 1 to 2
   * @param y label, at least 0, with p = 2 above it
   * @param mu mean, above 0
   */
  public static double of(double power, double y, double mu) {
    if (power == 1) {
      return 2 * ((y == 0 ? 0 : y * Math.log(y / mu)) - y + mu);
    }
    if (power == 2) {
      return 2 * (y / mu - 1 - Math.log(y / mu));
    }
    return 2
        * (Math.pow(y, 2 - power) / ((1 - power) * (2 - power))
            - y * Math.pow(mu, 1 - power) / (1 - power)
            + Math.pow(mu, 2 - power) / (2 - power));
  }

  /** Whether a label can come of the family. */
  public static boolean takes(double power, double y) {
    return power < 2 ? y >= 0 : y > 0;
  }
}
