package dev.tributary.fl.evaluation;

/**
 * A 95 % confidence interval: {@code estimate -+ 1.96 standardError}, as far as there are such
 * values.
 *
 * @param estimate what was measured
 * @param standardError its standard error over people, at least 0
 * @param method where the standard error is from
 * @param least value that there is
 * @param most value that there is
 */
public record Interval(
    double estimate, double standardError, Method method, double least, double most) {
  /** Of a number without limits. */
  public Interval(double estimate, double standardError, Method method) {
    this(estimate, standardError, method, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Where a standard error is from. */
  public enum Method {
    /** {@link DeLong}. */
    DELONG("DeLong"),
    /** {@link Bootstrap}. */
    BOOTSTRAP("bootstrap");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final double Z95 = 1.959963984540054;

  public double low() {
    return Math.max(least, estimate - half());
  }

  public double high() {
    return Math.min(most, estimate + half());
  }

  /** Half of its width, where it meets no limit. */
  public double half() {
    return Z95 * standardError;
  }

  /** Whether it leaves out 0. */
  public boolean excludesZero() {
    return low() > 0 || high() < 0;
  }
}
