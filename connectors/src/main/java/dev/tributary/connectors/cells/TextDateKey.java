package dev.tributary.connectors.cells;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Dates of cells that are text such as {@code 2024-02-29}, and nothing after it. */
record TextDateKey() implements KeyCell {
  @Override
  public DataType type() {
    return DataTypes.DateType;
  }

  /** Days since 1970, as Spark holds dates. */
  @Override
  public Object part(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    try {
      String text = NumberText.trimmed(row.getUTF8String(ordinal));
      return (int) LocalDate.parse(text).toEpochDay();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    String text = NumberText.trimmed(row.getUTF8String(ordinal));
    return text.isEmpty() || part(row, ordinal) != null ? null : text;
  }
}
