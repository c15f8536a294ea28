package dev.tributary.fl.evaluation;

/**
 * A 95 % confidence interval: {@code estimate -+ 1.96 standardError}.
 *
 * @param estimate what was measured
 * @param standardError its standard error over people, at least 0
 * @param method where the standard error is from
 */
public record Interval(double estimate, double standardError, Method method) {
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
    return estimate - half();
  }

  public double high() {
    return estimate + half();
  }

  /** Half of its width. */
  public double half() {
    return Z95 * standardError;
  }

  /** Whether it leaves out 0. */
  public boolean excludesZero() {
    return low() > 0 || high() < 0;
  }
}
