package dev.tributary.protocol.psi;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Arrays;

/**
 * One piece of a party's masked ids: distinct points in ascending byte order, which hides the order
 * of its rows. The pieces of a message partition the points by {@link EcdhPsi#pieceOf}.
 */
public final class MaskedPoints {
  /** Longest piece in bytes. */
  public static final int MAX_LENGTH = 5 + EcdhPsi.MAX_PIECE * EcdhPsi.POINT_SIZE;

  private static final int FORMAT = 1;

  private final byte[] points;

  /**
   * @param points 32 bytes each, ascending; not copied
   * @param piece number of this piece
   * @param pieces number of pieces
   */
  public MaskedPoints(byte[] points, int piece, int pieces) {
    String defect = defect(points, piece, pieces);
    if (defect != null) {
      throw new IllegalArgumentException(defect);
    }
    this.points = points;
  }

  private MaskedPoints(byte[] checked) {
    this.points = checked;
  }

  /** Number of points. */
  public int size() {
    return points.length / EcdhPsi.POINT_SIZE;
  }

  /** All points, 32 bytes each; not a copy. */
  byte[] points() {
    return points;
  }

  public byte[] toBytes() {
    return new WireWriter(FORMAT).bytes(points).toByteArray();
  }

  /** Refuses what {@link EcdhPsi#pieceOf} puts elsewhere, repeats and any other order. */
  public static MaskedPoints fromBytes(byte[] message, int piece, int pieces) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] points = in.bytes(EcdhPsi.MAX_PIECE * EcdhPsi.POINT_SIZE);
    in.end();
    String defect = defect(points, piece, pieces);
    if (defect != null) {
      throw new MalformedMessageException(defect);
    }
    return new MaskedPoints(points);
  }

  /** Number of points in a piece of a given length, or -1 if no piece has it. */
  public static long sizeOf(long length) {
    long points = length - 5;
    return points < 0 || points % EcdhPsi.POINT_SIZE != 0 ? -1 : points / EcdhPsi.POINT_SIZE;
  }

  private static String defect(byte[] points, int piece, int pieces) {
    int size = EcdhPsi.POINT_SIZE;
    if (points.length % size != 0) {
      return "points must have 32 bytes each. Provided value: " + points.length + " bytes";
    }
    for (int at = 0; at < points.length; at += size) {
      if (EcdhPsi.pieceOf(points, at, pieces) != piece) {
        return "point must belong to piece " + piece + ". Provided value: another piece's";
      }
      if (at > 0 && Arrays.compareUnsigned(points, at - size, at, points, at, at + size) >= 0) {
        return "points must be distinct and ascending. Provided value: not so at " + at / size;
      }
    }
    return null;
  }
}
