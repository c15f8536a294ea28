package dev.tributary.crypto.random;

import java.math.BigInteger;

/**
 * A source of protecting randomness: either the system's, or a stream cipher under a secret seed.
 *
 * <p>Implementations that are seeded belong to one thread.
 */
public interface SecureSource {
  /** Fills {@code out[offset .. offset + length)}. */
  void fill(byte[] out, int offset, int length);

  /** {@code length} fresh bytes. */
  default byte[] bytes(int length) {
    byte[] out = new byte[length];
    fill(out, 0, length);
    return out;
  }

  /** Uniform in {@code [0, 2^bits)}, drawn as big-endian bytes. */
  default BigInteger bits(int bits) {
    if (bits < 1) {
      throw new IllegalArgumentException("bits must be positive. Provided value: " + bits);
    }
    byte[] draw = bytes((bits + 7) / 8);
    draw[0] &= (byte) (0xff >>> (8 * draw.length - bits));
    return new BigInteger(1, draw);
  }

  /** Uniform in {@code [0, bound)} by rejection: on average fewer than two draws. */
  default BigInteger below(BigInteger bound) {
    if (bound.signum() <= 0) {
      throw new IllegalArgumentException("bound must be positive. Provided value: " + bound);
    }
    if (bound.equals(BigInteger.ONE)) {
      return BigInteger.ZERO;
    }
    while (true) {
      BigInteger draw = bits(bound.bitLength());
      if (draw.compareTo(bound) < 0) {
        return draw;
      }
    }
  }
}
