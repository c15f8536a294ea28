package dev.tributary.connectors.cells;

import java.util.Locale;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The number that a text cell is. Takes what {@link Double#parseDouble} takes except the suffixes
 * and hexadecimal of Java, such as {@code 1d}, which no table means; also {@code inf}.
 *
 * <p>Up to 15 digits and a power of ten up to 22 are exact in a double, so that one division rounds
 * correctly (Clinger, How to read floating point numbers accurately, 1990): most cells of most
 * tables, at a few nanoseconds.
 */
final class NumberText {
  private static final int MOST_DIGITS = 15;
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NumberText() {}

  /** The number of plain digits with sign and point, else NaN. */
  static double plain(UTF8String text) {
    byte[] bytes = text.getBytes();
    int length = bytes.length;
    int at = length > 0 && (bytes[0] == '-' || bytes[0] == '+') ? 1 : 0;
    boolean negative = at == 1 && bytes[0] == '-';
    long digits = 0;
    int count = 0;
    int afterPoint = -1;
    for (; at < length; at++) {
      byte c = bytes[at];
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        count++;
        if (afterPoint >= 0) {
          afterPoint++;
        }
      } else if (c == '.' && afterPoint < 0) {
        afterPoint = 0;
      } else {
        return Double.NaN;
      }
      if (count > MOST_DIGITS) {
        return Double.NaN;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    double value = afterPoint > 0 ? digits / TENS[afterPoint] : digits;
    return negative ? -value : value;
  }

  /**
   * The number of any text without blanks around it.
   *
   * @throws NumberFormatException if it is none
   */
  static double any(String text) {
    char last = text.isEmpty() ? 'd' : Character.toLowerCase(text.charAt(text.length() - 1));
    String lower = last >= 'a' ? text.toLowerCase(Locale.ROOT) : text;
    return switch (lower) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default -> {
        if (last == 'd' || last == 'f' || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
          throw new NumberFormatException(text);
        }
        yield Double.parseDouble(text);
      }
    };
  }

  /** The text without blanks at its ends. */
  static String trimmed(UTF8String text) {
    return text.toString().strip();
  }
}
