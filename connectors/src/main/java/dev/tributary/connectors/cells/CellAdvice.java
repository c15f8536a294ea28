package dev.tributary.connectors.cells;

import java.util.regex.Pattern;

/** What a cell that is no number seems to be, and how its column becomes one of numbers. */
enum CellAdvice {
  TRUTH("(?i)true|false|yes|no", "declare data.types.%s: boolean, or write 1 and 0"),
  /** May as well be one of several categories, as in F and M. */
  LETTER(
      "(?i)[yntf]",
      "if all are Y and N, or T and F, declare data.types.%s: boolean; otherwise they are"
          + " categories: write a number for each, or a column of 0 and 1 for each, or leave the"
          + " column out with data.exclude"),
  DATE(
      "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{2}|\\d{4})([T"
          + " ].*)?",
      "they look like dates: write a number in the source, such as the days up to a fixed"
          + " day, or leave the column out with data.exclude"),
  PERCENT("[+-]?[\\d.,]+\\s*%", "write them without the percent sign"),
  THOUSANDS(
      "[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?|[+-]?\\d{1,3}(,\\d{3}){2,}",
      "the commas seem to part thousands: write them without"),
  DECIMAL_COMMA(
      "[+-]?\\d{1,3}(\\.\\d{3})*,\\d+|[+-]?\\d+,\\d+([eE][+-]?\\d+)?",
      "they have a decimal comma: write a point in the source"),
  GROUPED(
      "[+-]?\\d{1,3}([ _'\\u2019\\u00a0\\u202f]\\d{3})+([.,]\\d*)?",
      "write them without what parts thousands"),
  CURRENCY("[+-]?\\p{Sc}\\s*[\\d.,]+|[+-]?[\\d.,]+\\s*\\p{Sc}", "write them without the currency"),
  MINUS(
      "[\\u2010-\\u2015\\u2212\\uff0d][\\d.,]+",
      "their minus sign is not the plain one, -: write that one in the source"),
  DIGITS("[+-]?[\\p{Nd}.,\\u066b\\u066c]+", "write them with the digits 0 to 9 in the source"),
  PROGRAM("(?i)[+-]?(0x[0-9a-f]+|[\\d.]+[dfl])", "write them as plain decimal numbers");

  private final Pattern looks;
  private final String cure;

  CellAdvice(String looks, String cure) {
    this.looks = Pattern.compile(looks);
    this.cure = cure;
  }

  /** How to mend a column with such a cell, or empty where it is a word. */
  static String of(String column, String cell) {
    String text = cell.strip();
    for (CellAdvice advice : values()) {
      if (advice.looks.matcher(text).matches()) {
        return advice.cure.replace("%s", column);
      }
    }
    return "";
  }
}
