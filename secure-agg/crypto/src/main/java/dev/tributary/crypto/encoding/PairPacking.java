package dev.tributary.crypto.encoding;

import java.math.BigInteger;

/**
 * Pairs (g, h) of signed integers in one plaintext, and several pairs in one plaintext, such that
 * sums over up to {@code rows} summands stay in their places.
 *
 * <pre>
 * pair      v(g, h) = h + g 2^S                       S = slotBits
 * packed    V       = sum_k v_k 2^(2 S k)             k = 0 .. pairsPerPlaintext - 1
 * </pre>
 *
 * A slot sum is at most {@code B = rows * maximum} in magnitude; {@code S = bits(B) + 1 (sign) + 1
 * (guard)}, so a slot is below a quarter of its room and {@code |V| < 2^(2 S K - 1)}. With {@code 2
 * S K <= plaintextBits - 1} that is below half the modulus, whatever the modulus of that length, so
 * the centred residue is V itself. Decoding takes balanced digits from the low end: exact with
 * signs.
 *
 * @param plaintextBits length of the Paillier modulus in bits
 * @param rows the most summands of a slot, 1 to {@code 2^31 - 1}
 * @param maximum bound on {@code |g|} and {@code |h|} of one row, 1 to {@code 2^31}
 */
public record PairPacking(int plaintextBits, int rows, long maximum) {
  private static final int GUARD_BITS = 1;

  public PairPacking {
    if (rows < 1) {
      throw new IllegalArgumentException("rows must be positive. Provided value: " + rows);
    }
    if (maximum < 1 || maximum > 1L << 31) {
      throw new IllegalArgumentException("maximum must be 1 to 2^31. Provided value: " + maximum);
    }
    int slot = slotBits(rows, maximum);
    if (2 * slot > plaintextBits - 1) {
      throw new IllegalArgumentException(
          "a plaintext must hold one pair of "
              + 2 * slot
              + " bits for "
              + rows
              + " rows of magnitude "
              + maximum
              + ". Provided value: "
              + plaintextBits
              + " bits");
    }
  }

  private static int slotBits(int rows, long maximum) {
    return Long.SIZE - Long.numberOfLeadingZeros(rows * maximum) + 1 + GUARD_BITS;
  }

  /** S: bits of one number's place. */
  public int slotBits() {
    return slotBits(rows, maximum);
  }

  /** 2 S: how far a pair must be shifted to make room for another one. */
  public int pairBits() {
    return 2 * slotBits();
  }

  public int pairsPerPlaintext() {
    return (plaintextBits - 1) / pairBits();
  }

  /** One row's plaintext, signed. */
  public BigInteger encode(long g, long h) {
    checkRow("g", g);
    checkRow("h", h);
    return BigInteger.valueOf(g).shiftLeft(slotBits()).add(BigInteger.valueOf(h));
  }

  /**
   * The pairs of a decrypted plaintext: {@code out[2 k] = sum g, out[2 k + 1] = sum h} of pair k.
   *
   * @param plaintext the centred residue, in {@code (-n/2, n/2)}
   * @param pairs how many were packed, 1 to {@link #pairsPerPlaintext}
   * @throws IllegalArgumentException if the plaintext is not made of that many pairs
   */
  public long[] decode(BigInteger plaintext, int pairs) {
    if (pairs < 1 || pairs > pairsPerPlaintext()) {
      throw new IllegalArgumentException(
          "pairs must be 1 to " + pairsPerPlaintext() + ". Provided value: " + pairs);
    }
    long[] out = new long[2 * pairs];
    BigInteger rest = plaintext;
    for (int slot = 0; slot < 2 * pairs; slot++) {
      long digit = balancedDigit(rest);
      out[slot ^ 1] = digit;
      rest = rest.subtract(BigInteger.valueOf(digit)).shiftRight(slotBits());
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("plaintext must hold " + pairs + " pairs and no more");
    }
    return out;
  }

  /** The residue of {@code value} modulo 2^S in {@code [-rows*maximum, rows*maximum]}. */
  private long balancedDigit(BigInteger value) {
    // S is at most 64: 2^31 rows of 2^31 are 62 bits, and sign and guard. The low 64 bits hold it.
    int unused = Long.SIZE - slotBits();
    long digit = value.longValue() << unused >> unused;
    if (Math.abs(digit) > rows * maximum || digit == Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          "a slot of the plaintext exceeds what its rows can sum to");
    }
    return digit;
  }

  private void checkRow(String name, long value) {
    if (value > maximum || value < -maximum) {
      throw new IllegalArgumentException(
          name + " must be at most " + maximum + " in magnitude. Provided value: " + value);
    }
  }
}
