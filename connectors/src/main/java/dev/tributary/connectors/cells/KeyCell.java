package dev.tributary.connectors.cells;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** How the cells of a key column are parts of ids: text or whole numbers, none of them changed. */
interface KeyCell extends Serializable {
  /** Type of the parts. */
  DataType type();

  /** What an unreadable cell is not: {@code int}, {@code date}. */
  default String kind() {
    return type().simpleString();
  }

  /** The part as Spark holds it; null where the cell is empty, and where it is unreadable. */
  Object part(InternalRow row, int ordinal);

  /** The text of a cell that gave null although it is not empty, otherwise null. */
  String unreadable(InternalRow row, int ordinal);
}
