package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/**
 * Scores with the labels they are judged by. Arrays are not copied and must not change afterwards.
 *
 * @param score {@code [row]}, finite: a probability, a mean or a prediction as the metric says
 * @param label {@code [row]}, finite
 * @param weight {@code [row]}, finite, at least 0, positive in sum
 */
public record Sample(double[] score, double[] label, double[] weight) {
  public Sample {
    if (score.length != label.length || score.length != weight.length) {
      throw new IllegalArgumentException(
          "score, label and weight must have one length. Provided value: "
              + score.length
              + ", "
              + label.length
              + ", "
              + weight.length);
    }
    if (score.length == 0) {
      throw FederationException.user(
          "a set to evaluate holds no rows: check the split expression of the job");
    }
    checkFinite("score", score);
    checkFinite("label", label);
    checkWeights(weight);
  }

  /** Every row weighs 1. */
  public static Sample of(double[] score, double[] label) {
    double[] weight = new double[score.length];
    Arrays.fill(weight, 1.0);
    return new Sample(score, label, weight);
  }

  /** Number of rows, at least 1. */
  public int rows() {
    return score.length;
  }

  /** Sum of the weights, positive. */
  public double totalWeight() {
    return Arrays.stream(weight).sum();
  }

  private static void checkFinite(String name, double[] values) {
    for (int r = 0; r < values.length; r++) {
      if (!Double.isFinite(values[r])) {
        throw FederationException.user(
            "%s of row %d must be a finite number to be evaluated. Provided value: %s",
            name, r, values[r]);
      }
    }
  }

  private static void checkWeights(double[] weight) {
    double sum = 0;
    for (double w : weight) {
      if (!(w >= 0) || w == Double.POSITIVE_INFINITY) {
        throw FederationException.user("weight must be finite and not negative: %s", w);
      }
      sum += w;
    }
    if (!(sum > 0)) {
      throw FederationException.user("weights of a set to evaluate must not all be 0");
    }
  }
}
