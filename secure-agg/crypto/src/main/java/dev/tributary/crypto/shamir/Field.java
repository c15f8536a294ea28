package dev.tributary.crypto.shamir;

/**
 * The field GF(2^8) of AES (FIPS 197, section 4: polynomial x^8 + x^4 + x^3 + x + 1), on eight
 * elements at a time, the bytes of a {@code long}.
 *
 * <p>Time depends on the public factor only, never on the eight secret ones: no tables, and no
 * branch on their bits.
 */
final class Field {
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long ONES = 0x0101010101010101L;
  private static final int REDUCTION = 0x1b;

  /** Of the elements other than 0, which are the powers of 3; for public ones only. */
  private static final int ORDER = 255;

  private static final int[] POWERS = new int[ORDER];
  private static final int[] LOGARITHMS = new int[ORDER + 1];

  static {
    int power = 1;
    for (int i = 0; i < ORDER; i++) {
      POWERS[i] = power;
      LOGARITHMS[power] = i;
      power = (int) times((long) power, 3);
    }
  }

  private Field() {}

  /**
   * Each of the eight elements of {@code lanes} times {@code factor}.
   *
   * @param factor public, 0 to 255
   */
  static long times(long lanes, int factor) {
    long product = 0;
    long power = lanes;
    for (int bits = factor; bits != 0; bits >>>= 1) {
      if ((bits & 1) != 0) {
        product ^= power;
      }
      long carries = (power >>> 7) & ONES;
      power = ((power & LOW_BITS) << 1) ^ (carries * REDUCTION);
    }
    return product;
  }

  /**
   * The weight of the value at {@code index} in the value at {@code x} of the polynomial through
   * the values at all indices (Lagrange).
   *
   * @param indices public, different from each other and from {@code x}
   */
  static int weight(int[] indices, int index, int x) {
    int logarithm = 0;
    for (int other : indices) {
      if (other != index) {
        logarithm += LOGARITHMS[x ^ other] + ORDER - LOGARITHMS[index ^ other];
      }
    }
    return POWERS[logarithm % ORDER];
  }
}
