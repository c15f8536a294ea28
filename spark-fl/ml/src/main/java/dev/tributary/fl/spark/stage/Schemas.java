package dev.tributary.fl.spark.stage;

import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Checks of column names and types, and columns by any name. */
public final class Schemas {
  private Schemas() {}

  /** A column whatever characters are in its name. */
  public static Column column(String name) {
    return functions.col(ColumnName.quoted(name));
  }

  public static void requirePresent(StructType schema, String column, String role) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw FederationException.user("there is no column '%s', which %s names", column, role);
    }
  }

  /** Refuses what is neither a number nor true or false. */
  public static void requireNumeric(StructType schema, String column, String role) {
    requirePresent(schema, column, role);
    DataType type = schema.apply(column).dataType();
    if (!(type instanceof NumericType) && !(type instanceof BooleanType)) {
      throw FederationException.user(
          "column '%s', which %s names, must be a number. Provided value: %s",
          column, role, type.simpleString());
    }
  }

  /** The schema with a column more; none if its name is empty. */
  public static StructType append(StructType schema, String column, DataType type) {
    if (column.isEmpty()) {
      return schema;
    }
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw FederationException.user("there is a column '%s' already; choose another", column);
    }
    return schema.add(column, type, true);
  }
}
