package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a party's Spark application runs.
 *
 * @param master as spark-submit takes it
 * @param conf Spark properties, each starting with {@code spark.}
 */
public record SparkSection(
    @JsonProperty("master") String master, @JsonProperty("conf") Map<String, Object> conf) {
  public SparkSection {
    master = Rules.orElse(master, "local[*]");
    conf = new TreeMap<>(Rules.orElse(conf, Map.of()));
    for (String key : conf.keySet()) {
      if (!key.startsWith("spark.")) {
        throw FederationException.user(
            "conf key must start with 'spark.'; spark-submit drops others. Provided value: %s",
            key);
      }
    }
  }

  static SparkSection defaults() {
    return new SparkSection(null, null);
  }
}
