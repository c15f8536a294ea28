package dev.tributary.fl.vertical.stats;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * What a party tells the others of its columns: two numbers.
 *
 * @param columns how many it has, 1 to {@link #MAX_COLUMNS}
 * @param missingCells cells without a value among the common rows, 0 to rows times columns
 */
public record TableCounts(int columns, long missingCells) {
  /** Most columns of a party. */
  public static final int MAX_COLUMNS = 1 << 20;

  private static final int FORMAT = 1;

  /** Bytes of the message: its format and two numbers. */
  static final int LENGTH = new TableCounts(1, 0).encode().length;

  /** Share of the cells that have no value. */
  public double missingRate(long rows) {
    return rows == 0 ? 0 : (double) missingCells / ((double) rows * columns);
  }

  byte[] encode() {
    return new WireWriter(FORMAT).i32(columns).i64(missingCells).toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param rows common rows, as this party found them
   */
  static TableCounts decode(byte[] message, long rows) {
    WireReader in = new WireReader(message, FORMAT);
    int columns = in.i32(1, MAX_COLUMNS);
    long missing = in.i64();
    in.end();
    if (missing < 0 || missing > rows * columns) {
      throw new MalformedMessageException(
          "missing cells must be 0 to " + rows * columns + ". Provided value: " + missing);
    }
    return new TableCounts(columns, missing);
  }
}
