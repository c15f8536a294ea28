package dev.tributary.fl.evaluation;

import java.util.Arrays;

/**
 * What a model says of rows, and what is true of them. Arrays are not copied and must not change.
 *
 * @param output {@code [output][row]}: one score, or a probability per class
 * @param label {@code [row]}
 * @param weight {@code [row]}
 */
public record ModelScores(double[][] output, double[] label, double[] weight) {

  /** Number of rows. */
  public int rows() {
    return label.length;
  }

  /** Of a model with one output. */
  public Sample sample() {
    return new Sample(output[0], label, weight);
  }

  /** {@code [row][output]}. */
  public double[][] byRow() {
    double[][] rows = new double[rows()][output.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < output.length; k++) {
        rows[r][k] = output[k][r];
      }
    }
    return rows;
  }

  /** Whether every row weighs the same, so that weights change no metric. */
  boolean evenlyWeighted() {
    return Arrays.stream(weight).allMatch(w -> w == weight[0]);
  }

  /**
   * How many people of one weight would tell as much: the squared sum of the weights over the sum
   * of their squares (Kish, Survey Sampling, 1965).
   *
   * @param of rows of this label, or NaN for all
   */
  double effectiveRows(double of) {
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < weight.length; r++) {
      if (Double.isNaN(of) || label[r] == of) {
        sum += weight[r];
        squares += weight[r] * weight[r];
      }
    }
    return squares > 0 ? sum * sum / squares : 0;
  }
}
