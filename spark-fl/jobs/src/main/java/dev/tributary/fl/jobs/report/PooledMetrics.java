package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code pooled} of {@code metrics.json}: a model on the rows of all parties, with the {@code
 * split} and the {@code parties} that they are of, their {@code rows} and {@code weight}, and
 * {@code bounds} with {@code least} and {@code most} of every metric that bins of scores tell.
 */
public final class PooledMetrics {
  private PooledMetrics() {}

  /**
   * @param split which rows they are
   */
  public static Map<String, Object> of(PooledEvaluation pooled, String split) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("split", split);
    section.put("parties", pooled.parties().stream().map(PartyId::name).toList());
    section.put("rows", pooled.rows());
    section.put("weight", pooled.weight());
    Map<String, Object> bounds = new LinkedHashMap<>();
    for (Map.Entry<Metric, Bounded> found : pooled.metrics().entrySet()) {
      Bounded value = found.getValue();
      put(section, found.getKey().path(), value.value());
      if (value.error() > 0) {
        put(bounds, found.getKey().path(), Map.of("least", value.least(), "most", value.most()));
      }
    }
    if (!bounds.isEmpty()) {
      section.put("bounds", bounds);
    }
    return section;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> into, List<String> path, Object value) {
    Map<String, Object> at = into;
    for (String key : path.subList(0, path.size() - 1)) {
      at = (Map<String, Object>) at.computeIfAbsent(key, k -> new LinkedHashMap<>());
    }
    at.put(path.get(path.size() - 1), value);
  }
}
