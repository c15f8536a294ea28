package dev.tributary.fl.horizontal.privacy;

/**
 * Totals of one purpose that a budget is spent on.
 *
 * @param purpose as in {@link dev.tributary.fl.horizontal.sum.SecureSum#total}
 * @param times how many totals, at most
 * @param words length of the vectors
 * @param sensitivity longest vector in the Euclidean sense that one row puts in, in units of a
 *     word; whoever makes the vectors keeps it
 * @param share of the budget, above 0 and at most 1
 */
public record Release(String purpose, int times, int words, double sensitivity, double share) {
  public Release {
    if (times < 1 || words < 1 || !(sensitivity > 0) || !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a release has a total, a word, a sensitivity above 0 and a share of the budget up to 1."
              + " Provided values: %d, %d, %s, %s".formatted(times, words, sensitivity, share));
    }
  }
}
