package dev.tributary.connectors.cells;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** How the cells of a column are numbers. Stateless. */
interface NumberCell extends Serializable {
  /** The number; NaN where it is missing, and where the cell is unreadable. */
  double number(InternalRow row, int ordinal);

  /** The text of a cell that gave NaN although it is not missing, otherwise null. */
  String unreadable(InternalRow row, int ordinal);

  /**
   * Whether the number is another one than the cell's: a whole number from 2^53 on, or one beyond
   * all doubles, that was rounded.
   *
   * @param value what {@link #number} gave, of an absolute value of at least 2^53
   */
  boolean rounds(InternalRow row, int ordinal, double value);

  /** The cell as its source has it, for messages. */
  String text(InternalRow row, int ordinal);

  /** What an unreadable cell is not, in the plural: {@code numbers}, {@code int}. */
  String kind();
}
