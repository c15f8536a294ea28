package dev.tributary.fl.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The few numbers of {@code metrics.json} that say what the partner's data was worth; of a run that
 * judged no model there are none.
 */
final class Comparison {
  private static final String INTERVALS = "intervals";

  /** Where the file has what falls as a model gets better. */
  private static final Set<List<String>> LOSSES =
      Arrays.stream(Metric.Kind.values())
          .filter(Metric.Kind::isLoss)
          .map(kind -> new Metric(kind, 1).path())
          .collect(Collectors.toUnmodifiableSet());

  private Comparison() {}

  /**
   * @param party whose results they are
   */
  static void print(Path results, PartyId party, PrintStream out) {
    JsonNode metrics = read(results.resolve(MetricsFile.NAME));
    out.print(text(metrics, party));
    out.println("report: " + results.resolve(HtmlReport.NAME));
  }

  /** Everything but where the report is. */
  static String text(JsonNode metrics, PartyId party) {
    if (metrics.path("judged").isEmpty()) {
      return "";
    }
    JsonNode judged = metrics.path("judged");
    String split = judged.path("split").asText();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-28s %10s %10s %10s   %s%n",
            title(judged),
            "solo",
            "joint",
            "uplift",
            metrics.path("uplift").has(INTERVALS) ? "95 % interval" : ""));
    Lines lines = new Lines(metrics.path("uplift").path(INTERVALS), text);
    lines.add("", metrics.path("joint").path(split), metrics.path("solo").path(split), List.of());
    if (metrics.path("weighted").asBoolean()) {
      text.append(String.format("metrics are weighted; counts are of rows%n"));
    }
    if (!judged.path("held-out").asBoolean()) {
      boolean both = metrics.path("solo").has(split);
      text.append(
          String.format(
              "these rows trained %s: give the job a split%n",
              both ? "both models, which flatters both" : "the model, which flatters it"));
    }
    JsonNode perTree = metrics.path("timing").path("seconds-per-tree");
    return text.append(
            String.format(
                Locale.ROOT,
                "%n%sbytes sent by %s %,d%n",
                perTree.isNumber()
                    ? String.format(Locale.ROOT, "seconds per tree %.2f, ", perTree.asDouble())
                    : "",
                party,
                metrics.path("traffic").path("bytes-sent").asLong()))
        .toString();
  }

  private static String title(JsonNode judged) {
    String on =
        judged.path("split").asText().equals("test") ? "unseen" : judged.path("split").asText();
    return String.format(Locale.ROOT, "on %,d %s rows", judged.path("rows").asLong(), on);
  }

  private record Lines(JsonNode intervals, StringBuilder text) {
    void add(String prefix, JsonNode joint, JsonNode solo, List<String> path) {
      joint
          .fields()
          .forEachRemaining(
              field -> {
                JsonNode other = solo.path(field.getKey());
                String name = prefix + field.getKey();
                List<String> place = new ArrayList<>(path);
                place.add(field.getKey());
                if (field.getValue().isObject()) {
                  add(name + " ", field.getValue(), other, place);
                } else {
                  line(name, field.getValue(), other, place);
                }
              });
    }

    private void line(String name, JsonNode joint, JsonNode solo, List<String> place) {
      String before = solo.isNumber() ? number("%.4f", solo.asDouble()) : "-";
      String uplift = solo.isNumber() ? number("%+.4f", joint.asDouble() - solo.asDouble()) : "-";
      text.append(
          String.format(
              Locale.ROOT,
              "%-28s %10s %10.4f %10s   %s%n",
              LOSSES.contains(place) ? name + " (lower is better)" : name,
              before,
              joint.asDouble(),
              uplift,
              interval(place)));
    }

    private String interval(List<String> place) {
      JsonNode at = intervals;
      for (String key : place) {
        at = at.path(key);
      }
      return at.has("low")
          ? number("%+.4f", at.path("low").asDouble())
              + " to "
              + number("%+.4f", at.path("high").asDouble())
          : "";
    }

    private static String number(String format, double value) {
      return String.format(Locale.ROOT, format, value);
    }
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
