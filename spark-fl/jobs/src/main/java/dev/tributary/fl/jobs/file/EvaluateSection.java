package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * What the label party reports.
 *
 * @param solo whether it also trains on its own columns alone, to compare
 * @param topFractions shares of the highest scores, above 0 and at most 1, for precision, recall
 *     and lift
 */
public record EvaluateSection(
    @JsonProperty("solo") Boolean solo, @JsonProperty("top-fractions") List<Double> topFractions) {
  public EvaluateSection {
    solo = Rules.orElse(solo, true);
    topFractions = List.copyOf(Rules.orElse(topFractions, List.of(0.01, 0.05, 0.1)));
    for (double fraction : topFractions) {
      Rules.above("top-fractions", fraction, 0, 1);
    }
    if (topFractions.stream().distinct().count() != topFractions.size()) {
      throw FederationException.user(
          "top-fractions must be different. Provided value: %s", topFractions);
    }
  }
}
