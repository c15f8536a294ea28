package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** Parts of ids that stay as the source has them. */
record PlainKey(DataType type) implements KeyCell {
  @Override
  public Object part(InternalRow row, int ordinal) {
    return row.isNullAt(ordinal) ? null : row.get(ordinal, type);
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    return null;
  }
}
