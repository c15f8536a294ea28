package dev.tributary.connectors.cells;

import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/**
 * Cells of a column that its source says are numbers, or true and false.
 *
 * @param type of the source
 * @param missing what stands for no value
 * @param declared a type that every value must fit without loss, or null
 */
record TypedNumbers(DataType type, MissingValues missing, DeclaredType declared)
    implements NumberCell {

  /** Whether such a column can be read. */
  static boolean reads(DataType type) {
    return type instanceof BooleanType
        || type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType
        || type instanceof FloatType
        || type instanceof DoubleType
        || type instanceof DecimalType;
  }

  @Override
  public double number(InternalRow row, int ordinal) {
    double number = missing.without(raw(row, ordinal));
    return declared == null || Double.isNaN(number) || declared.holds(number) ? number : Double.NaN;
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    return Double.isNaN(missing.without(raw(row, ordinal)))
        ? null
        : CellText.of(row, ordinal, type);
  }

  @Override
  public boolean rounds(InternalRow row, int ordinal, double value) {
    if (type instanceof LongType) {
      return BigDecimal.valueOf(row.getLong(ordinal)).compareTo(new BigDecimal(value)) != 0;
    }
    return type instanceof DecimalType decimal
        && decimal.scale() == 0
        && row.getDecimal(ordinal, decimal.precision(), 0)
                .toJavaBigDecimal()
                .compareTo(new BigDecimal(value))
            != 0;
  }

  @Override
  public String text(InternalRow row, int ordinal) {
    return CellText.of(row, ordinal, type);
  }

  @Override
  public String kind() {
    return declared == null ? "numbers" : declared.name();
  }

  private double raw(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return Double.NaN;
    } else if (type instanceof DoubleType) {
      return row.getDouble(ordinal);
    } else if (type instanceof FloatType) {
      return row.getFloat(ordinal);
    } else if (type instanceof IntegerType) {
      return row.getInt(ordinal);
    } else if (type instanceof LongType) {
      return row.getLong(ordinal);
    } else if (type instanceof ShortType) {
      return row.getShort(ordinal);
    } else if (type instanceof ByteType) {
      return row.getByte(ordinal);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }
    DecimalType decimal = (DecimalType) type;
    return row.getDecimal(ordinal, decimal.precision(), decimal.scale()).toDouble();
  }
}
