package dev.tributary.fl.spark.vertical;

import java.io.Serializable;

/** Raw scores of the common rows, as executors look them up. */
public final class RowScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] values;
  private final int[] placement;

  /**
   * @param values {@code [class][row]} in row order; not copied
   * @param placement where an aligned row stands in row order; null if it stands where it is
   */
  public RowScores(double[][] values, int[] placement) {
    this.values = values;
    this.placement = placement;
  }

  /** One score per class of an aligned row. */
  public double[] of(int aligned) {
    int row = placement == null ? aligned : placement[aligned];
    double[] raw = new double[values.length];
    for (int k = 0; k < raw.length; k++) {
      raw[k] = values[k][row];
    }
    return raw;
  }
}
