package dev.tributary.fl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * JMH's JSON as a table. Each kernel is set against the reference of the same run: the plain kernel
 * of the same name, or {@code bigInteger} with the same parameters.
 */
final class KernelTable {
  private static final String KERNELS = "kernels";

  private KernelTable() {}

  static void print(JsonNode runs, PrintStream out) {
    for (JsonNode run : runs) {
      double ratio = ratio(runs, run);
      out.printf(
          Locale.ROOT,
          "%-70s %14.4g %-7s%s%n",
          name(run),
          score(run),
          unit(run),
          Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, " %8.2f x", ratio));
    }
  }

  /** By name: {@code score}, {@code unit} and, where there is a reference, {@code ratio}. */
  static Map<String, Object> json(JsonNode runs) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("score", score(run));
      entry.put("unit", unit(run));
      double ratio = ratio(runs, run);
      if (!Double.isNaN(ratio)) {
        entry.put("ratio", ratio);
      }
      json.put(name(run), entry);
    }
    return json;
  }

  /** How many times faster than the reference; NaN without one. */
  private static double ratio(JsonNode runs, JsonNode run) {
    for (JsonNode other : runs) {
      if (isReference(other, run)) {
        return run.path("mode").asText().equals("avgt")
            ? score(other) / score(run)
            : score(run) / score(other);
      }
    }
    return Double.NaN;
  }

  private static boolean isReference(JsonNode other, JsonNode run) {
    String kernels = run.path("params").path(KERNELS).asText();
    if (!kernels.isEmpty()) {
      return !kernels.equals("plain")
          && other.path("params").path(KERNELS).asText().equals("plain")
          && method(other).equals(method(run));
    }
    return method(run).endsWith(".accumulator")
        && method(other).endsWith(".bigInteger")
        && other.path("params").equals(run.path("params"));
  }

  private static String name(JsonNode run) {
    StringBuilder name = new StringBuilder(method(run));
    run.path("params")
        .fields()
        .forEachRemaining(
            p -> name.append(' ').append(p.getKey()).append('=').append(p.getValue().asText()));
    return name.toString();
  }

  private static String method(JsonNode run) {
    String[] parts = run.path("benchmark").asText().split("\\.");
    return parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  private static double score(JsonNode run) {
    return run.path("primaryMetric").path("score").asDouble();
  }

  private static String unit(JsonNode run) {
    return run.path("primaryMetric").path("scoreUnit").asText();
  }
}
