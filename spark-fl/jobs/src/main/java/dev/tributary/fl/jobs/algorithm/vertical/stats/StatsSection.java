package dev.tributary.fl.jobs.algorithm.vertical.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.training.QuantileLevels;
import java.util.List;

/**
 * {@code train:} of {@code algorithm: vertical-stats}.
 *
 * @param quantiles {@link QuantileLevels}
 */
public record StatsSection(@JsonProperty("quantiles") List<Double> quantiles) {
  public StatsSection {
    quantiles = QuantileLevels.orPreset(quantiles);
  }
}
