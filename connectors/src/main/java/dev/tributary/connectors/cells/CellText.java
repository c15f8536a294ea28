package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;

/** A cell as people would write it. */
final class CellText {
  private static final double WHOLE = 1e15;

  private CellText() {}

  /** Text without blanks around it, empty for null. */
  static String of(InternalRow row, int ordinal, DataType type) {
    if (row.isNullAt(ordinal)) {
      return "";
    }
    if (type instanceof StringType) {
      return NumberText.trimmed(row.getUTF8String(ordinal));
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      return of(type instanceof FloatType ? row.getFloat(ordinal) : row.getDouble(ordinal));
    }
    return String.valueOf(row.get(ordinal, type));
  }

  /** A number, without a point where it is whole. */
  static String of(double number) {
    return number == Math.rint(number) && Math.abs(number) < WHOLE
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
