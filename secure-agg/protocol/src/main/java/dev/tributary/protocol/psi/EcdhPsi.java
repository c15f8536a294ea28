package dev.tributary.protocol.psi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.crypto.ec.CurveHash;
import dev.tributary.crypto.ec.MaskingKey;

/** What the suite {@code ecdh-psi-1} fixes; any change is a new suite. */
public final class EcdhPsi {
  /** The suite's name in jobs and offers. */
  public static final String SUITE = "ecdh-psi-1";

  /** Bytes of a masked point. */
  public static final int POINT_SIZE = MaskingKey.POINT_SIZE;

  /**
   * Bytes of a doubly masked point that are compared. Among 10^9 ids on either side two different
   * ones agree with probability below 2^-68.
   */
  public static final int TOKEN_SIZE = 16;

  /** Most points of one piece: 32 MB. */
  public static final int MAX_PIECE = 1 << 20;

  /** Most pieces that a party makes. */
  public static final int MAX_PIECES = 4096;

  private static final int PIECE_TARGET = 1 << 14;
  private static final byte[] TAG =
      "TRIBUTARY-PSI-V01-with-curve25519_XMD:SHA-512_ELL2_NU_".getBytes(US_ASCII);

  private EcdhPsi() {}

  /** A hash of encoded ids onto the curve; not thread-safe. */
  public static CurveHash hash() {
    return new CurveHash(TAG);
  }

  /**
   * Pieces for a set: about 16,384 points each, more where that would make over {@link
   * #MAX_PIECES}.
   *
   * @param ids size of the set, at least 0
   */
  public static int pieces(long ids) {
    return (int) Math.max(1, Math.min(MAX_PIECES, (ids + PIECE_TARGET - 1) / PIECE_TARGET));
  }

  /**
   * The piece that a masked point belongs to. Masked points are uniform in their first bytes, so
   * pieces are of equal size and, in byte order, follow one another.
   *
   * @param point 32 bytes at {@code offset}
   * @param pieces number of pieces
   */
  public static int pieceOf(byte[] point, int offset, int pieces) {
    long prefix =
        (point[offset] & 0xffL) << 24
            | (point[offset + 1] & 0xffL) << 16
            | (point[offset + 2] & 0xffL) << 8
            | (point[offset + 3] & 0xffL);
    return (int) ((prefix * pieces) >>> 32);
  }
}
