package dev.tributary.fl.jobs.algorithm.vertical.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.spark.stats.VerticalStats;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * {@code train:} of {@code algorithm: vertical-stats}.
 *
 * @param quantiles levels, each 0 to 1, ascending, at most {@value #MOST}
 */
public record StatsSection(@JsonProperty("quantiles") List<Double> quantiles) {
  private static final int MOST = 100;

  public StatsSection {
    quantiles = quantiles == null ? VerticalStats.DEFAULT_LEVELS : List.copyOf(quantiles);
    boolean fits = !quantiles.isEmpty() && quantiles.size() <= MOST;
    for (int i = 0; fits && i < quantiles.size(); i++) {
      double level = quantiles.get(i);
      fits = level >= 0 && level <= 1 && (i == 0 || level > quantiles.get(i - 1));
    }
    if (!fits) {
      throw FederationException.user(
          "quantiles must be 1 to %d levels from 0 to 1, ascending. Provided value: %s",
          MOST, quantiles);
    }
  }
}
