package dev.tributary.fl.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The few numbers of {@code metrics.json} that say what the partner's data was worth. */
final class Comparison {
  private Comparison() {}

  static void print(Path results, PrintStream out) {
    JsonNode metrics = read(results.resolve(MetricsFile.NAME));
    JsonNode joint = judged(metrics.path("joint"));
    JsonNode solo = judged(metrics.path("solo"));
    Map<String, double[]> rows = new TreeMap<>();
    collect("", joint, solo, rows);
    out.printf("%n%-28s %10s %10s %10s%n", "on unseen people", "solo", "joint", "uplift");
    rows.forEach(
        (name, values) ->
            out.printf(
                Locale.ROOT,
                "%-28s %10.4f %10.4f %+10.4f%n",
                name,
                values[0],
                values[1],
                values[1] - values[0]));
    out.printf(
        Locale.ROOT,
        "%nseconds per tree %.2f, bytes sent by the label party %,d%n",
        metrics.path("timing").path("seconds-per-tree").asDouble(),
        metrics.path("traffic").path("bytes-sent").asLong());
    out.println("report: " + results.resolve(HtmlReport.NAME));
  }

  private static JsonNode judged(JsonNode splits) {
    for (String split : List.of("test", "validation", "train")) {
      if (splits.has(split)) {
        return splits.get(split);
      }
    }
    return splits;
  }

  private static void collect(
      String prefix, JsonNode joint, JsonNode solo, Map<String, double[]> rows) {
    joint
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode other = solo.path(field.getKey());
              String name = prefix + field.getKey();
              if (field.getValue().isObject()) {
                collect(name + " ", field.getValue(), other, rows);
              } else if (other.isNumber()) {
                rows.put(name, new double[] {other.asDouble(), field.getValue().asDouble()});
              }
            });
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
