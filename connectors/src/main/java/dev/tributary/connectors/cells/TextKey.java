package dev.tributary.connectors.cells;

import java.time.LocalDate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Parts of ids that are declared to be text: whole numbers in decimal, dates as {@code 2024-02-29}.
 *
 * @param source type of the source
 */
record TextKey(DataType source) implements KeyCell {
  @Override
  public DataType type() {
    return DataTypes.StringType;
  }

  @Override
  public Object part(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    return UTF8String.fromString(
        source instanceof DateType
            ? LocalDate.ofEpochDay(row.getInt(ordinal)).toString()
            : String.valueOf(row.get(ordinal, source)));
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    return null;
  }
}
