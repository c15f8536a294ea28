package dev.tributary.fl.horizontal.kmeans;

import java.io.Serializable;

/**
 * Points, and which of them a row is nearest to: the first of equally near ones.
 *
 * @param at {@code [centre][feature]}
 */
@SuppressWarnings("ArrayRecordComponent")
record Centres(double[][] at) implements Serializable {
  int count() {
    return at.length;
  }

  int features() {
    return at[0].length;
  }

  /**
   * @param values features of the row from {@code from} on
   */
  int nearest(double[] values, int from) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < at.length; c++) {
      double distance = squaredDistance(c, values, from);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  double squaredDistance(int centre, double[] values, int from) {
    double[] to = at[centre];
    double sum = 0;
    for (int j = 0; j < to.length; j++) {
      double apart = values[from + j] - to[j];
      sum += apart * apart;
    }
    return sum;
  }
}
