package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/**
 * Parts of ids that are text, of which those with doubled quotes are unreadable: {@code ACME "X"}
 * is not what a reader that leaves them doubled gives, and matches nothing at another party.
 *
 * @param cell how the others are read
 * @param doubled two quotes
 */
record DoubledQuotesKey(KeyCell cell, String doubled) implements KeyCell {
  @Override
  public DataType type() {
    return cell.type();
  }

  @Override
  public Object part(InternalRow row, int ordinal) {
    return cell.part(row, ordinal);
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    Object part = cell.part(row, ordinal);
    return part != null && part.toString().contains(doubled)
        ? part.toString()
        : cell.unreadable(row, ordinal);
  }
}
