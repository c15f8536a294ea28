package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.training.QuantileLevels;
import java.util.List;

/**
 * {@code train:} of {@code algorithm: federated-stats}.
 *
 * @param quantiles {@link QuantileLevels}
 * @param leastCount figures of fewer values are not shown, {@link StatsTerms#LEAST_COUNT}
 * @param correlations whether pairs of columns are correlated
 */
public record FederatedStatsSection(
    @JsonProperty("quantiles") List<Double> quantiles,
    @JsonProperty("least-count") Long leastCount,
    @JsonProperty("correlations") Boolean correlations) {
  public FederatedStatsSection {
    quantiles = QuantileLevels.orPreset(quantiles);
    leastCount = StatsTerms.LEAST_COUNT.orPreset(leastCount);
    correlations = Rules.orElse(correlations, false);
    terms(quantiles, leastCount, correlations);
  }

  /** What is asked. */
  StatsTerms terms() {
    return terms(quantiles, leastCount, correlations);
  }

  private static StatsTerms terms(List<Double> quantiles, long leastCount, boolean correlations) {
    return new StatsTerms(
        quantiles, leastCount, correlations ? Correlations.ALL_PAIRS : Correlations.NONE);
  }
}
