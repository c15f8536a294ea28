package dev.tributary.fl.training.optimize;

import dev.tributary.protocol.FederationException;

/**
 * A stated number of accelerated steps (Nesterov, 1983) along gradients with noise, and of the
 * points of the second half of the steps the mean, in which much of the noise cancels.
 */
public final class AcceleratedSteps {
  private final int steps;
  private final double rate;
  private final double[] mean;
  private double[] at;
  private double[] ahead;
  private int taken;

  /**
   * @param start point
   * @param steps how many will be taken, at least 1
   * @param rate factor on a gradient
   */
  public AcceleratedSteps(double[] start, int steps, double rate) {
    this.steps = steps;
    this.rate = rate;
    this.at = start.clone();
    this.ahead = start.clone();
    this.mean = new double[start.length];
  }

  /** Where the next gradient is due; callers must not write. */
  public double[] ahead() {
    return ahead;
  }

  /** Takes the next step. */
  public void along(double[] gradient) {
    double momentum = taken / (taken + 3.0);
    int first = steps / 2;
    double[] next = new double[at.length];
    double[] beyond = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      next[i] = ahead[i] - rate * gradient[i];
      beyond[i] = next[i] + momentum * (next[i] - at[i]);
      mean[i] += taken >= first ? next[i] / (steps - first) : 0;
    }
    at = next;
    ahead = beyond;
    taken++;
  }

  /**
   * The result, once all steps are taken.
   *
   * @throws FederationException USER, at all parties alike, where it is out of range
   */
  public double[] mean() {
    for (double coordinate : mean) {
      if (!Double.isFinite(coordinate)) {
        throw FederationException.user(
            "the steps have left the range of numbers: lower privacy.learning-rate or"
                + " train.penalty");
      }
    }
    return mean.clone();
  }
}
