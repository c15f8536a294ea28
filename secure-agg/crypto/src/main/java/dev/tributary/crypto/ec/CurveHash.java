package dev.tributary.crypto.ec;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Hashes bytes to u-coordinates of Curve25519: the suite {@code curve25519_XMD:SHA-512_ELL2_NU_} of
 * RFC 9380 (8.5) before its cofactor is cleared. A {@link MaskingKey} clears it, since its scalar
 * is a multiple of 8.
 *
 * <p>Every result lies on the curve, never on the twist. A digest used as a u-coordinate would lie
 * on either with equal chance, scalar multiplication would keep the choice, and so one bit of the
 * hash of every id would show through the mask, for ids outside the intersection too.
 *
 * <p>The map reaches about half of the points. As it is efficiently invertible and its image
 * recognisable, that is no weaker for a Diffie-Hellman mask: a reduction programs the hash with
 * random points of the image.
 *
 * <p>Holds scratch space: not thread-safe, one per task.
 */
public final class CurveHash {
  private static final int LENGTH = 48;

  private final ExpandMessageXmd expand;
  private final Elligator2 elligator = new Elligator2();
  private final byte[] uniform = new byte[LENGTH];
  private final byte[] low = new byte[MaskingKey.POINT_SIZE];
  private final byte[] high = new byte[MaskingKey.POINT_SIZE];
  private final int[] lowElement = Elligator2.element();
  private final int[] highElement = Elligator2.element();

  /**
   * @param tag domain separation tag, 1 to 255 bytes; names protocol and version
   */
  public CurveHash(byte[] tag) {
    expand = new ExpandMessageXmd(tag);
  }

  /**
   * @param message bytes of any length
   * @return u-coordinate, 32 bytes, little endian, canonical
   */
  public byte[] hash(byte[] message) {
    toField(message);
    elligator.map(lowElement, lowElement);
    byte[] point = new byte[MaskingKey.POINT_SIZE];
    X25519Field.encode(lowElement, point);
    return point;
  }

  /** The field element of {@code hash_to_field}, little endian. */
  byte[] field(byte[] message) {
    toField(message);
    X25519Field.normalize(lowElement);
    byte[] element = new byte[MaskingKey.POINT_SIZE];
    X25519Field.encode(lowElement, element);
    return element;
  }

  /** 48 bytes, big endian, mod p: {@code v = high 2^255 + low} with {@code 2^255 = 19}. */
  private void toField(byte[] message) {
    expand.expand(message, uniform);
    for (int i = 0; i < low.length; i++) {
      low[i] = uniform[LENGTH - 1 - i];
    }
    int topBit = (low[31] & 0x80) >>> 7;
    low[31] &= 0x7f;
    for (int i = 0; i < LENGTH - low.length; i++) {
      high[i] = uniform[LENGTH - 1 - low.length - i];
    }
    X25519Field.decode255(low, lowElement);
    X25519Field.decode255(high, highElement);
    X25519Field.add(highElement, highElement, highElement);
    highElement[0] += topBit;
    X25519Field.mul(highElement, 19, highElement);
    X25519Field.add(lowElement, highElement, lowElement);
    X25519Field.carry(lowElement);
  }
}
