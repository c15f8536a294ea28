package dev.tributary.fl.training.optimize;

/** Sums in the order of the coordinates, so that equal input gives equal bits everywhere. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** {@code a + factor b}, a new array. */
  static double[] plus(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    add(sum, factor, b);
    return sum;
  }

  /** {@code a += factor b}. */
  static void add(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  static double[] times(double factor, double[] a) {
    double[] result = new double[a.length];
    add(result, factor, a);
    return result;
  }
}
