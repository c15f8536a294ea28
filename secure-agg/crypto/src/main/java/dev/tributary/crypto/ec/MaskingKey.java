package dev.tributary.crypto.ec;

import java.io.Serializable;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * A secret scalar that masks u-coordinates of Curve25519; masks of different keys commute: {@code
 * a.mask(b.mask(u))} equals {@code b.mask(a.mask(u))}.
 *
 * <p>Against a semi-honest peer without the key, masks of {@link CurveHash} outputs are
 * indistinguishable from random points of the prime-order subgroup (decisional Diffie-Hellman, hash
 * as a random oracle). X25519 of RFC 7748: the clamped scalar is a multiple of 8, so no component
 * of small order survives, and the ladder takes the same time for every scalar.
 *
 * <p>Draw one per run and epoch and never keep it: two runs under one key link their ids. Java
 * serialisation carries it to a party's own executors only. Prints nothing. Thread-safe.
 */
public final class MaskingKey implements Serializable {
  /** Bytes of a point and of a scalar. */
  public static final int POINT_SIZE = X25519.POINT_SIZE;

  private static final long serialVersionUID = 1L;

  private final byte[] scalar;

  private MaskingKey(byte[] scalar) {
    this.scalar = scalar;
  }

  /** A fresh key. */
  public static MaskingKey random(SecureRandom random) {
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    X25519.generatePrivateKey(random, scalar);
    return new MaskingKey(scalar);
  }

  /** A key of known bytes, for known answers. */
  static MaskingKey of(byte[] scalar) {
    if (scalar.length != X25519.SCALAR_SIZE) {
      throw new IllegalArgumentException(
          "scalar must be 32 bytes. Provided value: " + scalar.length);
    }
    return new MaskingKey(scalar.clone());
  }

  /**
   * Masks one point.
   *
   * @param points little-endian u-coordinates, 32 bytes each
   * @param offset where the point starts
   * @param out receives 32 bytes, a canonical u-coordinate
   * @param outOffset where they go
   * @throws InvalidPointException if the point is not canonical or of small order
   */
  public void mask(byte[] points, int offset, byte[] out, int outOffset) {
    requireCanonical(points, offset);
    if (!X25519.calculateAgreement(scalar, 0, points, offset, out, outOffset)) {
      throw new InvalidPointException("point has small order");
    }
  }

  /** Masks one point given alone. */
  public byte[] mask(byte[] point) {
    byte[] out = new byte[POINT_SIZE];
    mask(point, 0, out, 0);
    return out;
  }

  /** Refuses encodings of 2^255 - 19 and above, which X25519 itself would reduce silently. */
  private static void requireCanonical(byte[] points, int offset) {
    int top = points[offset + 31] & 0xff;
    if (top < 0x7f) {
      return;
    }
    boolean small = top == 0x7f && (points[offset] & 0xff) < 0xed;
    for (int i = 1; i < 31 && !small && top == 0x7f; i++) {
      small = points[offset + i] != (byte) 0xff;
    }
    if (!small) {
      throw new InvalidPointException("point must be a canonical u-coordinate below 2^255 - 19");
    }
  }

  @Override
  public String toString() {
    return "MaskingKey[secret]";
  }
}
