package dev.tributary.fl.spark.data;

import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * The row index and some numeric columns of a table, read straight from Spark's rows: ordinal 0 is
 * the row index, ordinal {@code 1 + c} column {@code c}.
 */
final class NumericColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NumericType[] types;
  private final int[] precision;
  private final int[] scale;

  private NumericColumns(int columns) {
    types = new NumericType[columns];
    precision = new int[columns];
    scale = new int[columns];
  }

  /** Checks that the columns exist and are numbers. */
  static NumericColumns of(Dataset<Row> table, String rowColumn, List<String> columns) {
    StructType schema = table.schema();
    NumericColumns result = new NumericColumns(columns.size() + 1);
    result.set(0, rowColumn, type(schema, rowColumn));
    if (result.types[0] != NumericType.INT && result.types[0] != NumericType.LONG) {
      throw new IllegalArgumentException(
          "the row index must be int or long. Provided value: " + result.types[0]);
    }
    for (int c = 0; c < columns.size(); c++) {
      result.set(c + 1, columns.get(c), type(schema, columns.get(c)));
    }
    return result;
  }

  /** The table's rows with the index first, then the columns. */
  static JavaRDD<InternalRow> rows(Dataset<Row> table, String rowColumn, List<String> columns) {
    Column[] selected = new Column[columns.size() + 1];
    selected[0] = functions.col(ColumnName.quoted(rowColumn));
    for (int c = 0; c < columns.size(); c++) {
      selected[c + 1] = functions.col(ColumnName.quoted(columns.get(c)));
    }
    return table.select(selected).queryExecution().toRdd().toJavaRDD();
  }

  int count() {
    return types.length - 1;
  }

  /** The row index. */
  long row(InternalRow row) {
    return types[0] == NumericType.INT ? row.getInt(0) : row.getLong(0);
  }

  /** A value; NaN where it is null. */
  double value(InternalRow row, int column) {
    int at = column + 1;
    return row.isNullAt(at) ? Double.NaN : types[at].present(row, at, precision[at], scale[at]);
  }

  private void set(int at, String column, DataType type) {
    types[at] = NumericType.of(column, type);
    if (type instanceof DecimalType decimal) {
      precision[at] = decimal.precision();
      scale[at] = decimal.scale();
    }
  }

  private static DataType type(StructType schema, String column) {
    for (String present : schema.fieldNames()) {
      if (present.equals(column)) {
        return schema.apply(column).dataType();
      }
    }
    for (String present : schema.fieldNames()) {
      if (present.toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT))) {
        throw FederationException.user(
            "there is no column '%s'; did you mean '%s'?", column, present);
      }
    }
    throw FederationException.user("there is no column '%s' in the table", column);
  }
}
