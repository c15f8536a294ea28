package dev.tributary.connectors.cells;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Text cells as numbers.
 *
 * @param missing what stands for no value
 * @param declared the type that the source's owner says the cells have, or null
 */
record TextNumbers(MissingValues missing, DeclaredType declared) implements NumberCell {
  /** As Spark reads them. */
  private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "1");

  private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "0");

  @Override
  public double number(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return Double.NaN;
    }
    UTF8String cell = row.getUTF8String(ordinal);
    if (declared != null && declared.type() instanceof BooleanType) {
      return truth(NumberText.trimmed(cell));
    }
    double number = NumberText.plain(cell);
    if (Double.isNaN(number)) {
      number = slowly(NumberText.trimmed(cell));
    }
    number = missing.without(number);
    return declared == null || Double.isNaN(number) || declared.holds(number) ? number : Double.NaN;
  }

  private double slowly(String text) {
    if (missing.word(text)) {
      return Double.NaN;
    }
    try {
      return NumberText.any(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private double truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (missing.word(text)) {
      return Double.NaN;
    }
    return TRUE.contains(lower) ? 1 : FALSE.contains(lower) ? 0 : Double.NaN;
  }

  @Override
  public String unreadable(InternalRow row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    String text = NumberText.trimmed(row.getUTF8String(ordinal));
    if (missing.word(text)) {
      return null;
    }
    if (declared != null && declared.type() instanceof BooleanType) {
      return text;
    }
    try {
      return Double.isNaN(missing.without(NumberText.any(text))) ? null : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A number written with a point or an exponent does not claim its last digit. */
  @Override
  public boolean rounds(InternalRow row, int ordinal, double value) {
    String text = text(row, ordinal);
    if (Double.isInfinite(value)) {
      return Character.isDigit(text.charAt(text.length() - 1));
    }
    return text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E')
        && new BigDecimal(text).compareTo(new BigDecimal(value)) != 0;
  }

  @Override
  public String text(InternalRow row, int ordinal) {
    return NumberText.trimmed(row.getUTF8String(ordinal));
  }

  @Override
  public String kind() {
    return declared == null ? "numbers" : declared.name();
  }
}
