package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import dev.tributary.fl.jobs.file.Rules;
import java.util.List;

/**
 * {@code train:} of {@code algorithm: federated-stats}.
 *
 * @param quantiles levels, each 0 to 1, ascending, at most 100
 * @param leastCount figures of fewer values are not shown, 1 to 1,000,000
 * @param correlations whether pairs of columns are correlated
 */
public record FederatedStatsSection(
    @JsonProperty("quantiles") List<Double> quantiles,
    @JsonProperty("least-count") Integer leastCount,
    @JsonProperty("correlations") Boolean correlations) {
  private static final int MOST = 1_000_000;

  public FederatedStatsSection {
    quantiles = quantiles == null ? StatsTerms.DEFAULT_LEVELS : List.copyOf(quantiles);
    leastCount =
        Rules.between(
            "least-count", Rules.orElse(leastCount, (int) StatsTerms.DEFAULT_LEAST_COUNT), 1, MOST);
    correlations = Rules.orElse(correlations, false);
    terms(quantiles, leastCount, correlations);
  }

  /** What is asked. */
  StatsTerms terms() {
    return terms(quantiles, leastCount, correlations);
  }

  private static StatsTerms terms(List<Double> quantiles, int leastCount, boolean correlations) {
    return new StatsTerms(
        quantiles, leastCount, correlations ? Correlations.ALL_PAIRS : Correlations.NONE);
  }
}
