package dev.tributary.fl.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.connectors.KeptRows;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * {@code metrics.json}: {@code format}, {@code weighted}, {@code judged}, {@code joint} and {@code
 * solo} by split, {@code uplift}, {@code rows} ({@link RowCounts}), {@code timing}, {@code
 * traffic}, {@code job-sha256}, and {@code waived} where this party waived protection.
 *
 * <p>{@code weighted} says whether metrics are of weight; counts are of rows. {@code judged} has
 * the {@code split} that counts, whether it was {@code held-out} from training, and its {@code
 * rows} and {@code positives}. {@code uplift} has the keys of a split; each is joint minus solo on
 * that split, so that better is positive for AUC and negative for a loss. Beside them {@code
 * intervals} has, under the same keys, the 95 % interval of each difference, {@code low} and {@code
 * high} with the {@code method}, and the number of {@code resamples} of the bootstrap; it is absent
 * where rows were not held out or are too few. Without a solo model, {@code solo} and {@code
 * uplift} are empty objects.
 */
public final class MetricsFile {
  /** Name of the file in a result directory. */
  public static final String NAME = "metrics.json";

  private static final int FORMAT = 1;
  private static final double LEVEL = 0.95;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private MetricsFile() {}

  /** The file's text, UTF-8, ending in a line feed. */
  public static String json(
      Findings findings,
      KeptRows kept,
      MatchedRows rows,
      RunCost cost,
      List<String> waived,
      String jobSha256) {
    return json(findings, RowCounts.of(kept, rows), Map.of(), cost, waived, jobSha256);
  }

  /**
   * The same of a run that matches no rows.
   *
   * @param rows of this party
   * @param more what only its algorithm has, by key
   */
  public static String json(
      Findings findings,
      Map<String, ?> rows,
      Map<String, ?> more,
      RunCost cost,
      List<String> waived,
      String jobSha256) {
    ObjectNode file = NODES.objectNode();
    file.put("format", FORMAT);
    file.put("weighted", findings.weighted());
    file.set("judged", judged(findings));
    file.set("joint", splits(findings.joint()));
    file.set("solo", splits(findings.solo()));
    file.set("uplift", uplift(findings));
    file.set("rows", MAPPER.valueToTree(rows));
    file.setAll((ObjectNode) MAPPER.valueToTree(more));
    file.set("timing", timing(cost));
    ObjectNode traffic = file.putObject("traffic");
    traffic.put("bytes-sent", cost.bytesSent());
    traffic.put("bytes-received", cost.bytesReceived());
    traffic.put("training-bytes", cost.trainingBytes());
    if (!waived.isEmpty()) {
      waived.forEach(file.putArray("waived")::add);
    }
    file.put("job-sha256", jobSha256);
    try {
      return MAPPER.writeValueAsString(file) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a further model that the joint one is held against, by split, as under {@code solo}. */
  public static JsonNode other(Findings findings) {
    return splits(findings.solo());
  }

  /** Joint minus that model, as under {@code uplift}. */
  public static JsonNode upliftOver(Findings findings) {
    return uplift(findings);
  }

  private static ObjectNode judged(Findings findings) {
    ObjectNode node = NODES.objectNode();
    if (!findings.joint().isEmpty()) {
      node.put("split", findings.basis().split());
      node.put("held-out", findings.basis().heldOut());
      node.put("rows", findings.judgedJoint().rows());
      if (findings.judgedJoint() instanceof BinaryEvaluation e) {
        node.put("positives", e.positives());
      }
    }
    return node;
  }

  private static ObjectNode uplift(Findings findings) {
    ObjectNode node = NODES.objectNode();
    if (findings.joint().isEmpty() || findings.judgedSolo().isEmpty()) {
      return node;
    }
    Map<Metric, Double> solo = findings.judgedSolo().get().metrics();
    findings
        .judgedJoint()
        .metrics()
        .forEach(
            (metric, value) -> parent(node, metric).put(last(metric), value - solo.get(metric)));
    if (!findings.uncertainty().uplift().isEmpty()) {
      ObjectNode intervals = node.putObject("intervals");
      intervals.put("level", LEVEL);
      intervals.put("resamples", findings.uncertainty().resamples());
      findings
          .uncertainty()
          .uplift()
          .forEach((metric, interval) -> interval(intervals, metric, interval));
    }
    return node;
  }

  private static void interval(ObjectNode intervals, Metric metric, Interval interval) {
    parent(intervals, metric)
        .putObject(last(metric))
        .put("low", interval.low())
        .put("high", interval.high())
        .put("method", interval.method().toString());
  }

  private static ObjectNode timing(RunCost cost) {
    ObjectNode node = NODES.objectNode();
    cost.pace().ifPresent(pace -> node.put("seconds-per-" + pace.step(), pace.seconds()));
    node.put("total-seconds", cost.totalSeconds());
    ObjectNode stages = node.putObject("stages");
    cost.stageSeconds().forEach(stages::put);
    return node;
  }

  private static ObjectNode splits(SplitEvaluations evaluations) {
    ObjectNode node = NODES.objectNode();
    evaluations
        .bySplit()
        .forEach(
            (split, e) -> {
              ObjectNode metrics = node.putObject(split);
              e.metrics()
                  .forEach((metric, value) -> parent(metrics, metric).put(last(metric), value));
            });
    return node;
  }

  /** The object that holds a metric. */
  private static ObjectNode parent(ObjectNode of, Metric metric) {
    ObjectNode parent = of;
    for (String key : metric.path().subList(0, metric.path().size() - 1)) {
      parent = parent.get(key) instanceof ObjectNode child ? child : parent.putObject(key);
    }
    return parent;
  }

  private static String last(Metric metric) {
    return metric.path().get(metric.path().size() - 1);
  }
}
