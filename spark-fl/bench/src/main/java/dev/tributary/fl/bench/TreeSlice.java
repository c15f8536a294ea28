package dev.tributary.fl.bench;

import dev.tributary.protocol.FederationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a workload on which a slow cipher is measured, at {@code rows} and at {@value
 * #FACTOR} times as many.
 *
 * @param rows at least 100
 * @param features at least 8
 */
record TreeSlice(long rows, int features) {
  /** How many times the rows the longer slice has: far enough that the slope exceeds noise. */
  static final int FACTOR = 8;

  private static final Pattern FORM = Pattern.compile("([0-9]{3,9})x([0-9]{1,4})");

  private static final int ROWS = 1000;
  private static final int MOST_FEATURES = 100;

  /** 1,000 rows and all features up to 100. */
  static TreeSlice of(int features) {
    return new TreeSlice(ROWS, Math.min(features, MOST_FEATURES));
  }

  static TreeSlice parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw FederationException.user(
          "--paillier-slice must be ROWSxFEATURES, such as 1000x10. Provided value: %s", text);
    }
    return new TreeSlice(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * A line through the costs of {@code rows} and {@code 2 rows} at these features, taken to the
   * whole workload: what depends on rows grows with them, what does not stays, both grow with
   * features. An upper bound where the slice has fewer features, since encryption costs the same
   * for any number of them; without such scaling rather a lower one, since fewer rows open fewer
   * nodes.
   *
   * @param few cost at {@code rows}
   * @param many cost at {@link #mostRows}
   * @return NaN if the cost did not grow with rows: then other work disturbed the measurement, and
   *     no line through it says anything
   */
  double scale(double few, double many, TreeWorkload whole) {
    double perRow = (many - few) / (mostRows() - rows);
    if (!(perRow > 0)) {
      return Double.NaN;
    }
    double fixed = Math.max(0, few - rows * perRow);
    return (fixed + perRow * whole.rows()) * whole.features() / features;
  }

  /** Rows of the longer slice. */
  long mostRows() {
    return FACTOR * rows;
  }
}
