package dev.tributary.protocol.linearmap;

/** The attacker's arithmetic in Z[X] / (X^n + 1) modulo 2^32, n a power of two. */
final class Negacyclic {
  private Negacyclic() {}

  static int[] product(int[] a, int[] b) {
    int n = a.length;
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      int factor = a[i];
      for (int j = 0; j < n - i; j++) {
        out[i + j] += factor * b[j];
      }
      for (int j = n - i; j < n; j++) {
        out[i + j - n] -= factor * b[j];
      }
    }
    return out;
  }

  /**
   * The inverse of an element whose coefficients have an odd sum. Modulo 2, X^n + 1 is (X + 1)^n,
   * so that a^n = a(1) = 1 and a^(n - 1), the product of a^(2^i), is the inverse; each step x(2 - a
   * x) doubles the bits to which it is one.
   */
  static int[] inverse(int[] a) {
    int n = a.length;
    int[] x = new int[n];
    x[0] = 1;
    for (int stride = 1; stride < n; stride *= 2) {
      int[] power = new int[n];
      for (int j = 0; j < n; j++) {
        power[j * stride % n] ^= a[j] & 1;
      }
      x = product(x, power);
      for (int j = 0; j < n; j++) {
        x[j] &= 1;
      }
    }
    for (int bits = 1; bits < Integer.SIZE; bits *= 2) {
      int[] correction = product(a, x);
      for (int j = 0; j < n; j++) {
        correction[j] = -correction[j];
      }
      correction[0] += 2;
      x = product(x, correction);
    }
    return x;
  }
}
