package dev.tributary.connectors.cells;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/**
 * Labels of which one word or value stands for 1 and the other for 0.
 *
 * @param source type of the source
 * @param missing what stands for no label
 * @param positive word or value of 1; numbers match as numbers, true and false in any case
 */
record PositiveLabels(DataType source, MissingValues missing, String positive)
    implements NumberCell {
  /** Without a value, as in any column of numbers. */
  private static final String NAN = "NaN";

  @Override
  public double number(InternalRow row, int ordinal) {
    String text = CellText.of(row, ordinal, source);
    if (missing.stands(text) || text.equalsIgnoreCase(NAN) || Undecoded.in(text)) {
      return Double.NaN;
    }
    return same(text, positive) ? 1 : 0;
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    String text = CellText.of(row, ordinal, source);
    return Undecoded.in(text) ? text : null;
  }

  @Override
  public boolean rounds(InternalRow row, int ordinal, double value) {
    return false;
  }

  @Override
  public String text(InternalRow row, int ordinal) {
    return CellText.of(row, ordinal, source);
  }

  @Override
  public String kind() {
    return "labels";
  }

  /** Whether two words stand for one label. */
  static boolean same(String word, String other) {
    if (word.equals(other)) {
      return true;
    }
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return word.equalsIgnoreCase(other);
    }
    try {
      return NumberText.any(word) == NumberText.any(other);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
