package dev.tributary.connectors.cells;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands for a missing value beside the empty cell and NaN. */
final class MissingValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> words;
  private final double[] numbers;

  /**
   * @param markers words; one that is a number stands for every equal number
   */
  MissingValues(List<String> markers) {
    words = new HashSet<>(Set.copyOf(markers));
    numbers =
        markers.stream().mapToDouble(MissingValues::number).filter(n -> !Double.isNaN(n)).toArray();
  }

  /** The number, or NaN where it is a marker. */
  double without(double number) {
    for (double marker : numbers) {
      if (number == marker) {
        return Double.NaN;
      }
    }
    return number;
  }

  /** Whether a text without blanks around it says that there is no value. */
  boolean word(String text) {
    return text.isEmpty() || words.contains(text);
  }

  /** The same of a text that may be a number, which a marker equals however both are written. */
  boolean stands(String text) {
    return word(text) || (numbers.length > 0 && equalsMarker(text));
  }

  private boolean equalsMarker(String text) {
    BigDecimal exact = exact(text);
    return exact != null
        && words.stream()
            .map(MissingValues::exact)
            .anyMatch(m -> m != null && m.compareTo(exact) == 0);
  }

  private static BigDecimal exact(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static double number(String word) {
    try {
      return NumberText.any(word);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return words + " " + Arrays.toString(numbers);
  }
}
