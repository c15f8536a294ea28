package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;

/**
 * What {@code tributary simulate} uses in place of a PARTY.yaml; within {@link SimulationLimits}.
 *
 * @param data the party's table
 * @param spark how much of this machine it takes; all cores by default
 */
public record SimulatedParty(
    @JsonProperty("data") TableSource data, @JsonProperty("spark") SparkSection spark) {
  public SimulatedParty {
    Rules.required("data", data);
    spark = Rules.orElse(spark, new SparkSection("local[*]", null));
    SimulationLimits.check(data);
    SimulationLimits.check(spark);
  }
}
