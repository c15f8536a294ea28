package dev.tributary.crypto.paillier;

import java.math.BigInteger;

/**
 * Powers of one base by table look-up: {@code base^e = prod_i table[i][byte i of e]}, one
 * multiplication per byte of the exponent and no squaring (Brickell, Gordon, McCurley, Wilson
 * 1992).
 *
 * <p>{@code entry(i, d) = table[(256 i + d) * size ..] = base^(d 256^i)}; 8.3 MB for n of 2048 bits
 * and exponents of 448. The table is read at secret places: a party that shares the processor's
 * caches with an enemy should not encrypt there.
 */
final class FixedBase {
  private static final int WINDOW = 256;

  private final SquareRing ring;
  private final int windows;
  private final long[] table;

  /**
   * @param exponentBytes length of every exponent
   */
  FixedBase(SquareRing ring, BigInteger base, int exponentBytes) {
    this.ring = ring;
    windows = exponentBytes;
    int size = ring.size();
    table = new long[windows * WINDOW * size];
    SquareRing.Scratch scratch = ring.scratch();
    long[] step = new long[size];
    ring.enter(base, step, 0, scratch);
    for (int i = 0; i < windows; i++) {
      int row = WINDOW * i * size;
      ring.one(table, row);
      for (int d = 1; d < WINDOW; d++) {
        ring.multiply(table, row + (d - 1) * size, step, 0, table, row + d * size, scratch);
      }
      ring.multiply(table, row + (WINDOW - 1) * size, step, 0, step, 0, scratch);
    }
  }

  /** {@code out = out * base^e}, e the little-endian bytes at {@code from} of the exponents. */
  void multiplyPower(byte[] exponents, int from, long[] out, SquareRing.Scratch scratch) {
    int size = ring.size();
    for (int i = 0; i < windows; i++) {
      int digit = exponents[from + i] & 0xff;
      ring.multiply(out, 0, table, (WINDOW * i + digit) * size, out, 0, scratch);
    }
  }
}
