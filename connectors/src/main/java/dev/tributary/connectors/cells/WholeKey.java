package dev.tributary.connectors.cells;

import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/**
 * Parts of ids that are declared to be whole numbers: of text or numbers, only those that the
 * declared type holds exactly. A float's are exact below 2^24, a double's below 2^53.
 *
 * @param source type of the source
 * @param declared a whole type
 */
record WholeKey(DataType source, DeclaredType declared) implements KeyCell {
  private static final double FLOAT_EXACT = 1L << 24;
  private static final double DOUBLE_EXACT = 1L << 53;

  @Override
  public DataType type() {
    return declared.type();
  }

  @Override
  public Object part(InternalRow row, int ordinal) {
    BigDecimal number = number(row, ordinal);
    if (number == null || !declared.holds(number)) {
      return null;
    }
    DataType type = declared.type();
    if (type instanceof DecimalType decimal) {
      return Decimal.apply(number.setScale(0), decimal.precision(), 0);
    } else if (type instanceof IntegerType) {
      return number.intValue();
    } else if (type instanceof ShortType) {
      return number.shortValue();
    }
    return type instanceof ByteType ? (Object) number.byteValue() : (Object) number.longValue();
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    String text = text(row, ordinal);
    return text.isEmpty() || part(row, ordinal) != null ? null : text;
  }

  private String text(InternalRow row, int ordinal) {
    return source instanceof StringType
        ? NumberText.trimmed(row.getUTF8String(ordinal))
        : String.valueOf(row.get(ordinal, source));
  }

  /** Null where there is no number, or one that may have been another before it was stored. */
  private BigDecimal number(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    if (source instanceof DoubleType || source instanceof FloatType) {
      double value = source instanceof FloatType ? row.getFloat(ordinal) : row.getDouble(ordinal);
      double exact = source instanceof FloatType ? FLOAT_EXACT : DOUBLE_EXACT;
      return Math.abs(value) < exact ? new BigDecimal(value) : null;
    }
    String text = text(row, ordinal);
    // Exponents are how spreadsheets spoil long numbers.
    if (text.isEmpty() || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
