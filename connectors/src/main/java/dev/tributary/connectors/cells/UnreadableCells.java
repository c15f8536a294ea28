package dev.tributary.connectors.cells;

import java.math.BigDecimal;

/**
 * Cells of a column that are not what the column should hold.
 *
 * @param column its name
 * @param count how many
 * @param kind what they are not, in the plural: {@code numbers}, {@code int}
 * @param example the text of one
 * @param row the id of its row, empty where the column is of the id itself
 */
public record UnreadableCells(String column, long count, String kind, String example, String row) {
  /** What to do about a column of words. */
  public static final String CATEGORIES =
      "categorical columns are coming, until then write a number for each category or a column of 0"
          + " and 1 for each, or leave the column out with data.exclude";

  private static final int SHOWN = 40;

  /** How many, what they are not, and one of them. */
  public String words() {
    return words("cells that are no " + kind);
  }

  /** The same where text was not decoded. */
  public String undecoded() {
    return words("cells that hold characters that cannot be read");
  }

  /** The same where quotes were left doubled. */
  public String doubled() {
    return words("cells that hold doubled quotes");
  }

  private String words(String what) {
    return count
        + " "
        + what
        + ", such as '"
        + (example.length() > SHOWN ? example.substring(0, SHOWN) + "..." : example)
        + "'"
        + (row.isEmpty() ? "" : " in the row with id " + row);
  }

  /** How the example, by what it looks like, becomes a number; empty where it is a word. */
  public String advice() {
    return CellAdvice.of(column, example);
  }

  /** Whether it is a number with an exponent, as spreadsheets write long ones. */
  public boolean exponent() {
    return number() && (example.indexOf('e') >= 0 || example.indexOf('E') >= 0);
  }

  /** Whether the example is a number, though not one that the type holds. */
  public boolean number() {
    try {
      return Double.isFinite(NumberText.any(example));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether it is a whole number that 64 bits hold, and not one that a spreadsheet rounded. */
  public boolean wholeNumber() {
    if (example.indexOf('e') >= 0 || example.indexOf('E') >= 0) {
      return false;
    }
    try {
      new BigDecimal(example).longValueExact();
      return true;
    } catch (ArithmeticException | NumberFormatException e) {
      return false;
    }
  }
}
