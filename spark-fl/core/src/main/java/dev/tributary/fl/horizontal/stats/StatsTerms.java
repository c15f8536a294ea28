package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.QuantileLevels;
import dev.tributary.fl.training.Range;
import java.util.List;

/**
 * What is asked, the same at all parties.
 *
 * @param levels of the quantiles, each 0 to 1, ascending
 * @param leastCount figures that rest on fewer values are not shown; {@link #LEAST_COUNT}
 * @param correlations whether pairs of columns are correlated
 */
public record StatsTerms(List<Double> levels, long leastCount, Correlations correlations) {
  /** The parameter {@code least-count}. */
  public static final Parameter<Long> LEAST_COUNT =
      new Parameter<>(
          "least-count",
          "leastCount",
          Long.class,
          "joint figures of fewer values are not shown",
          Range.between(1, 1_000_000),
          10L);

  /** Whether pairs of columns are correlated. */
  public enum Correlations {
    NONE,
    ALL_PAIRS
  }

  public StatsTerms {
    levels = QuantileLevels.checked(levels);
    leastCount = LEAST_COUNT.orPreset(leastCount);
  }

  /** The same of a party's own rows, of which nothing is withheld from it. */
  public StatsTerms own() {
    return new StatsTerms(levels, 1, correlations);
  }
}
