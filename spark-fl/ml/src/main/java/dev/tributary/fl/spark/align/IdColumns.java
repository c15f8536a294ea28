package dev.tributary.fl.spark.align;

import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.psi.IdNormalization;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The id columns of a source: text, integers of any width, or decimals without fraction. */
final class IdColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final IdNormalization normalization;

  /**
   * @param source schema of the source
   * @param names id columns in the job's order
   * @param normalization what is done to them
   * @throws FederationException USER if one is missing or of another type
   */
  IdColumns(StructType source, List<String> names, IdNormalization normalization) {
    this.normalization = normalization;
    StructType ids = new StructType();
    for (String name : names) {
      ids = ids.add(field(source, name));
    }
    schema = ids;
  }

  /** The id columns alone. */
  StructType schema() {
    return schema;
  }

  /** What is done to the ids. */
  IdNormalization normalization() {
    return normalization;
  }

  int count() {
    return schema.length();
  }

  Column[] columns() {
    return columns("");
  }

  /** The id columns, qualified by an alias of their table unless that is empty. */
  Column[] columns(String alias) {
    String prefix = alias.isEmpty() ? "" : alias + ".";
    return Arrays.stream(schema.fieldNames())
        .map(name -> functions.col(prefix + ColumnName.quoted(name)))
        .toArray(Column[]::new);
  }

  /** The parts of an id, normalised, for {@code IdEncoding}. */
  List<Object> parts(Row row) {
    List<Object> parts = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      Object value = row.get(i);
      parts.add(value instanceof BigDecimal decimal ? decimal.toBigIntegerExact() : value);
    }
    return normalization.apply(parts);
  }

  /** An id as its source has it, for messages to its owner. */
  String text(Row row) {
    List<String> texts = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      texts.add(row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
    }
    return String.join(", ", texts);
  }

  private static StructField field(StructType source, String name) {
    if (Arrays.asList(source.fieldNames()).contains(name)) {
      StructField field = source.apply(name);
      if (name.equals(AlignedRows.ROW) || name.startsWith("psi_")) {
        throw FederationException.user(
            "the id column '%s' has a name that alignment uses itself; rename it", name);
      }
      if (isId(field.dataType())) {
        return new StructField(name, field.dataType(), true, field.metadata());
      }
      throw FederationException.user(
          "the id column '%s' is of type %s; an id must be text or an integer: cast it in the"
              + " source so that all parties write it alike",
          name, field.dataType().simpleString());
    }
    throw FederationException.user(
        "the data has no id column '%s'; its columns are %s",
        name,
        String.join(
            ", ", Arrays.asList(source.fieldNames()).subList(0, Math.min(20, source.length()))));
  }

  private static boolean isId(DataType type) {
    return type.equals(DataTypes.StringType)
        || type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType)
        || (type instanceof DecimalType decimal && decimal.scale() == 0);
  }
}
