package dev.tributary.fl.evaluation;

/**
 * Points of a piecewise linear curve, {@code x} not descending.
 *
 * @param x {@code [point]}
 * @param y {@code [point]}
 */
public record Curve(double[] x, double[] y) {
  public Curve {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "x and y must have one length, at least 1. Provided value: "
              + x.length
              + ", "
              + y.length);
    }
  }

  public int points() {
    return x.length;
  }

  /**
   * At most {@code limit} of the points: the first, the last and those next to an even grid over x
   * and over y, so that steep and flat parts are both kept.
   *
   * @param limit at least 4
   */
  public Curve thinned(int limit) {
    if (limit < 4) {
      throw new IllegalArgumentException("limit must be at least 4. Provided value: " + limit);
    }
    if (points() <= limit) {
      return this;
    }
    // Monotone path length in units of the two spans: a grid over it is a grid over x and y.
    double spanX = span(x);
    double spanY = span(y);
    double[] length = new double[points()];
    for (int p = 1; p < points(); p++) {
      length[p] = length[p - 1] + (x[p] - x[p - 1]) / spanX + Math.abs(y[p] - y[p - 1]) / spanY;
    }
    double step = length[points() - 1] / (limit - 2);
    int[] kept = new int[limit];
    int count = 1;
    for (int p = 1; p < points() - 1 && count < limit - 1; p++) {
      if (length[p] >= count * step) {
        kept[count++] = p;
      }
    }
    kept[count++] = points() - 1;
    return pick(kept, count);
  }

  private Curve pick(int[] kept, int count) {
    double[] px = new double[count];
    double[] py = new double[count];
    for (int i = 0; i < count; i++) {
      px[i] = x[kept[i]];
      py[i] = y[kept[i]];
    }
    return new Curve(px, py);
  }

  private static double span(double[] values) {
    double low = values[0];
    double high = values[0];
    for (double v : values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return high > low ? high - low : 1.0;
  }
}
