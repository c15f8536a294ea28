package dev.tributary.protocol.psi;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Tells a feature party which of its points are common rows: point {@code positions[i]} of its
 * piece {@code pieces[i]} is row {@code rows[i]}. Ascending by piece, then position.
 *
 * @param pieces piece numbers
 * @param positions positions within the piece
 * @param rows row numbers, at least 0
 */
public record RowAssignment(int[] pieces, int[] positions, long[] rows) {
  /** Most rows of one message piece. */
  public static final int MAX_ROWS = 1 << 20;

  private static final int FORMAT = 1;

  /** Bytes of a message without rows, and of a row. */
  private static final int FRAME = 13;

  private static final int ROW = 16;

  /** Longest message piece in bytes. */
  public static final int MAX_LENGTH = FRAME + ROW * MAX_ROWS;

  public RowAssignment {
    String defect = defect(pieces, positions, rows);
    if (defect != null) {
      throw new IllegalArgumentException(defect);
    }
  }

  public int size() {
    return rows.length;
  }

  /** Number of rows in a message of that many bytes, or -1 if none has that length. */
  public static long sizeOf(long length) {
    long rows = length - FRAME;
    return rows < 0 || rows % ROW != 0 ? -1 : rows / ROW;
  }

  public byte[] toBytes() {
    return new WireWriter(FORMAT).ints(pieces).ints(positions).longs(rows).toByteArray();
  }

  public static RowAssignment fromBytes(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    int[] pieces = in.ints(MAX_ROWS);
    int[] positions = in.ints(MAX_ROWS);
    long[] rows = in.longs(MAX_ROWS);
    in.end();
    String defect = defect(pieces, positions, rows);
    if (defect != null) {
      throw new MalformedMessageException(defect);
    }
    return new RowAssignment(pieces, positions, rows);
  }

  private static String defect(int[] pieces, int[] positions, long[] rows) {
    if (pieces.length != rows.length || positions.length != rows.length) {
      return "pieces, positions and rows must have one length. Provided value: "
          + pieces.length
          + ", "
          + positions.length
          + ", "
          + rows.length;
    }
    for (int i = 0; i < rows.length; i++) {
      if (pieces[i] < 0 || positions[i] < 0 || rows[i] < 0) {
        return "piece, position and row must be at least 0. Provided value: negative at " + i;
      }
      boolean ascends =
          i == 0
              || pieces[i] > pieces[i - 1]
              || (pieces[i] == pieces[i - 1] && positions[i] > positions[i - 1]);
      if (!ascends) {
        return "points must be distinct and ascending. Provided value: not so at " + i;
      }
    }
    return null;
  }
}
