package dev.tributary.connectors;

import dev.tributary.protocol.FederationException;
import java.util.Set;
import org.apache.spark.sql.api.java.UDF2;

/**
 * Reads one cell of a text column as a number, strictly: empty cells, {@code NaN} and declared
 * markers are missing, anything else that is no number is an error with the column and the row's
 * key.
 */
final class CellParser implements UDF2<String, String, Double> {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final String column;
  private final Set<String> missing;

  CellParser(String column, Set<String> missing) {
    this.column = column;
    this.missing = missing;
  }

  @Override
  public Double call(String cell, String key) {
    if (cell == null) {
      return null;
    }
    String text = cell.strip();
    if (text.isEmpty() || text.equals("NaN") || missing.contains(text)) {
      return null;
    }
    char last = text.charAt(text.length() - 1);
    try {
      // parseDouble also takes suffixes and hexadecimal of Java literals, which no table means.
      if (text.indexOf('x') < 0
          && text.indexOf('X') < 0
          && ((last >= '0' && last <= '9') || last == '.' || text.endsWith("Infinity"))) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      // The error below names the cell.
    }
    throw FederationException.user(
        "column '%s' holds '%s' in the row with id %s, where a number is needed; declare it in"
            + " 'missing' if it stands for no value, or leave the column out of 'columns'",
        column, text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text, key);
  }
}
