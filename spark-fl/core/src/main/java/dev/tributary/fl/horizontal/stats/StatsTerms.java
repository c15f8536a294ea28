package dev.tributary.fl.horizontal.stats;

import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * What is asked, the same at all parties.
 *
 * @param levels of the quantiles, each 0 to 1, ascending
 * @param leastCount figures that rest on fewer values are not shown; at least 1
 * @param correlations whether pairs of columns are correlated
 */
public record StatsTerms(List<Double> levels, long leastCount, Correlations correlations) {
  /** Levels where none are given. */
  public static final List<Double> DEFAULT_LEVELS =
      List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

  public static final long DEFAULT_LEAST_COUNT = 10;

  private static final int MOST_LEVELS = 100;

  /** Whether pairs of columns are correlated. */
  public enum Correlations {
    NONE,
    ALL_PAIRS
  }

  public StatsTerms {
    levels = List.copyOf(levels);
    boolean fits = !levels.isEmpty() && levels.size() <= MOST_LEVELS;
    for (int i = 0; fits && i < levels.size(); i++) {
      double level = levels.get(i);
      fits = level >= 0 && level <= 1 && (i == 0 || level > levels.get(i - 1));
    }
    if (!fits) {
      throw FederationException.user(
          "quantiles must be 1 to %d levels from 0 to 1, ascending. Provided value: %s",
          MOST_LEVELS, levels);
    }
    if (leastCount < 1) {
      throw FederationException.user(
          "least-count must be at least 1. Provided value: %d", leastCount);
    }
  }

  /** The same of a party's own rows, of which nothing is withheld from it. */
  public StatsTerms own() {
    return new StatsTerms(levels, 1, correlations);
  }
}
