package dev.tributary.fl.spark.data;

import dev.tributary.protocol.FederationException;
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

/** A column type that is a number, and how to read it from Spark's rows without boxing. */
enum NumericType {
  BOOLEAN {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }
  },
  BYTE {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getByte(ordinal);
    }
  },
  SHORT {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getShort(ordinal);
    }
  },
  INT {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getInt(ordinal);
    }
  },
  LONG {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getLong(ordinal);
    }
  },
  FLOAT {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getFloat(ordinal);
    }
  },
  DOUBLE {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getDouble(ordinal);
    }
  },
  DECIMAL {
    @Override
    double present(InternalRow row, int ordinal, int precision, int scale) {
      return row.getDecimal(ordinal, precision, scale).toDouble();
    }
  };

  /** The type of a column; USER with the column's name if it is no number. */
  static NumericType of(String column, DataType type) {
    if (type instanceof BooleanType) {
      return BOOLEAN;
    } else if (type instanceof ByteType) {
      return BYTE;
    } else if (type instanceof ShortType) {
      return SHORT;
    } else if (type instanceof IntegerType) {
      return INT;
    } else if (type instanceof LongType) {
      return LONG;
    } else if (type instanceof FloatType) {
      return FLOAT;
    } else if (type instanceof DoubleType) {
      return DOUBLE;
    } else if (type instanceof DecimalType) {
      return DECIMAL;
    }
    throw FederationException.user(
        "column '%s' is of type %s where a number is needed; categorical columns are coming,"
            + " until then encode it as numbers yourself, or leave it out",
        column, type.simpleString());
  }

  /** The value of a field that is not null. */
  abstract double present(InternalRow row, int ordinal, int precision, int scale);
}
