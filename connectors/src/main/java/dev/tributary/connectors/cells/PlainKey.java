package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/** Parts of ids that stay as the source has them; text that was not decoded is unreadable. */
record PlainKey(DataType type) implements KeyCell {
  @Override
  public Object part(InternalRow row, int ordinal) {
    return row.isNullAt(ordinal) ? null : row.get(ordinal, type);
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal) || !(type instanceof StringType)) {
      return null;
    }
    String text = row.getUTF8String(ordinal).toString();
    return Undecoded.in(text) ? text : null;
  }
}
