package dev.tributary.connectors.cells;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;

/** Types as {@code data.types} spells them, and which numbers they hold without loss. */
final class DeclaredType implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> SPELLINGS =
      Map.of("integer", "int", "long", "bigint", "number", "double", "text", "string");

  private final DataType type;

  DeclaredType(DataType type) {
    this.type = type;
  }

  /** USER if Spark SQL knows no such type. */
  static DataType parse(String column, String declared) {
    try {
      return DataType.fromDDL(SPELLINGS.getOrDefault(declared.toLowerCase(Locale.ROOT), declared));
    } catch (Exception e) {
      // Spark's ParseException is checked, undeclared.
      throw new FederationException(
          ErrorCode.USER,
          "data.types."
              + column
              + " must be a Spark SQL type such as double or int. Provided value: "
              + declared,
          e);
    }
  }

  DataType type() {
    return type;
  }

  String name() {
    return type.simpleString();
  }

  boolean isNumber() {
    return type instanceof NumericType;
  }

  /** Whether it holds nothing but whole numbers. */
  boolean isWhole() {
    return !(type instanceof DoubleType || type instanceof FloatType)
        && !(type instanceof DecimalType decimal && decimal.scale() > 0);
  }

  /** Whether a number of this type can be exactly this one. */
  boolean holds(double number) {
    if (type instanceof DoubleType || type instanceof FloatType) {
      return true;
    }
    if (type instanceof BooleanType) {
      return number == 0 || number == 1;
    }
    if (Double.isInfinite(number)) {
      return false;
    }
    if (type instanceof DecimalType) {
      return holds(new BigDecimal(Double.toString(number)));
    }
    // 2^63 itself is a double, and no long.
    return number == Math.rint(number)
        && number >= least()
        && (type instanceof LongType ? number < -(double) Long.MIN_VALUE : number <= most());
  }

  /** The same of an exact number. */
  boolean holds(BigDecimal number) {
    if (type instanceof DecimalType decimal) {
      BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      return plain.scale() <= decimal.scale()
          && plain.precision() - plain.scale() <= decimal.precision() - decimal.scale();
    }
    return number.signum() == 0
        || (number.stripTrailingZeros().scale() <= 0
            && number.compareTo(BigDecimal.valueOf(least())) >= 0
            && number.compareTo(BigDecimal.valueOf(most())) <= 0);
  }

  private long least() {
    return -most() - 1;
  }

  private long most() {
    if (type instanceof ByteType) {
      return Byte.MAX_VALUE;
    }
    if (type instanceof ShortType) {
      return Short.MAX_VALUE;
    }
    return type instanceof IntegerType ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }
}
