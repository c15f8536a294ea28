package dev.tributary.fl.horizontal.privacy;

/**
 * What a run may tell of any one row: with it and without it, every outcome at all others is
 * equally likely up to a factor {@code e^epsilon}, but for a chance of {@code delta}.
 *
 * @param epsilon {@link PrivacyParameters#EPSILON}
 * @param delta {@link PrivacyParameters#DELTA}
 */
public record PrivacyBudget(double epsilon, double delta) {
  public PrivacyBudget {
    PrivacyParameters.EPSILON.require(epsilon);
    PrivacyParameters.DELTA.require(delta);
  }

  /** The same as zero-concentrated privacy, in which what is spent adds up. */
  public double rho() {
    return ZeroConcentrated.rho(epsilon, delta);
  }
}
