package dev.tributary.fl.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.TopFraction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * {@code metrics.json}: {@code format}, {@code joint} and {@code solo} by split, {@code uplift},
 * {@code timing}, {@code traffic}, {@code job-sha256}.
 *
 * <p>{@code uplift} has the keys of a split; each is joint minus solo on the split that is judged
 * (test where there is one), so that better is positive for AUC and negative for a loss. Without a
 * solo model, {@code solo} and {@code uplift} are empty objects.
 */
public final class MetricsFile {
  /** Name of the file in a result directory. */
  public static final String NAME = "metrics.json";

  private static final int FORMAT = 1;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private MetricsFile() {}

  /** The file's text, UTF-8, ending in a line feed. */
  public static String json(
      SplitEvaluations joint, SplitEvaluations solo, RunCost cost, String jobSha256) {
    ObjectNode file = NODES.objectNode();
    file.put("format", FORMAT);
    file.set("joint", splits(joint));
    file.set("solo", splits(solo));
    file.set("uplift", uplift(joint, solo));
    file.set("timing", timing(cost));
    ObjectNode traffic = file.putObject("traffic");
    traffic.put("bytes-sent", cost.bytesSent());
    traffic.put("bytes-received", cost.bytesReceived());
    traffic.put("training-bytes", cost.trainingBytes());
    file.put("job-sha256", jobSha256);
    try {
      return MAPPER.writeValueAsString(file) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode splits(SplitEvaluations evaluations) {
    ObjectNode node = NODES.objectNode();
    evaluations.bySplit().forEach((split, e) -> node.set(split, metrics(e)));
    return node;
  }

  private static ObjectNode uplift(SplitEvaluations joint, SplitEvaluations solo) {
    if (joint.isEmpty() || solo.isEmpty()) {
      return NODES.objectNode();
    }
    return difference(metrics(joint.judged()), metrics(solo.judged()));
  }

  private static ObjectNode timing(RunCost cost) {
    ObjectNode node = NODES.objectNode();
    if (Double.isFinite(cost.secondsPerTree())) {
      node.put("seconds-per-tree", cost.secondsPerTree());
    }
    node.put("total-seconds", cost.totalSeconds());
    ObjectNode stages = node.putObject("stages");
    cost.stageSeconds().forEach(stages::put);
    return node;
  }

  /** The metrics of one evaluation, under the names of the result contract. */
  static ObjectNode metrics(Evaluation evaluation) {
    ObjectNode node = NODES.objectNode();
    if (evaluation instanceof BinaryEvaluation e) {
      node.put("auc", e.auc()).put("ks", e.ks()).put("logloss", e.logLoss());
      ObjectNode top = node.putObject("top");
      e.top().forEach(t -> top.set(key(t.fraction()), topMetrics(t)));
    } else if (evaluation instanceof RegressionEvaluation e) {
      node.put("rmse", e.rmse()).put("r2", e.r2());
    } else if (evaluation instanceof PoissonEvaluation e) {
      node.put("deviance", e.deviance());
    } else if (evaluation instanceof MulticlassEvaluation e) {
      node.put("accuracy", e.accuracy()).put("logloss", e.logLoss());
    }
    return node;
  }

  private static ObjectNode topMetrics(TopFraction top) {
    return NODES
        .objectNode()
        .put("precision", top.precision())
        .put("recall", top.recall())
        .put("lift", top.lift())
        .put("ks", top.ks());
  }

  private static ObjectNode difference(ObjectNode joint, ObjectNode solo) {
    ObjectNode node = NODES.objectNode();
    for (Map.Entry<String, JsonNode> entry : joint.properties()) {
      JsonNode other = solo.get(entry.getKey());
      if (entry.getValue() instanceof ObjectNode inner && other instanceof ObjectNode outer) {
        node.set(entry.getKey(), difference(inner, outer));
      } else if (other != null) {
        node.put(entry.getKey(), entry.getValue().doubleValue() - other.doubleValue());
      }
    }
    return node;
  }

  private static String key(double fraction) {
    return BigDecimal.valueOf(fraction).stripTrailingZeros().toPlainString();
  }
}
