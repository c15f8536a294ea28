package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code metrics.json}: what {@link MetricsFile} has, of this party's own rows; under {@code
 * pooled} the joint model on the rows of all parties, with the {@code split} and the {@code
 * parties} that they are of, their {@code rows} and {@code weight}, and {@code bounds} with {@code
 * least} and {@code most} of every metric that bins of scores tell; {@code fit} with the training
 * {@code rows} of all that began, the {@code parties} whose rows are in the model, {@code steps},
 * {@code gradient} and why it {@code ended}; {@code parties}; {@code sums} with their {@code
 * words}, and {@code consent} where there is any.
 */
final class GlmMetrics {
  private GlmMetrics() {}

  static String json(RunContext run, GlmResult result, Findings findings, RunCost cost) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("pooled", pooled(result));
    more.put("fit", fit(result.fit()));
    more.put("parties", run.session().parties().size());
    more.put("sums", Map.of("sums", result.sums(), "words", result.words()));
    if (!run.request().job().consents().isEmpty()) {
      more.put("consent", run.request().job().consents().stream().map(Object::toString).toList());
    }
    return MetricsFile.json(
        findings,
        RowCounts.own(run.source().kept()),
        more,
        cost,
        run.safeguards().waived(),
        run.request().job().sha256());
  }

  private static Map<String, Object> fit(GlmFit fit) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", fit.moments().rows());
    section.put("parties", names(fit.parties()));
    section.put("steps", fit.iterations());
    section.put("gradient", fit.gradient());
    section.put("ended", fit.end().name().toLowerCase(Locale.ROOT));
    return section;
  }

  private static List<String> names(List<PartyId> parties) {
    return parties.stream().map(PartyId::name).toList();
  }

  private static Map<String, Object> pooled(GlmResult result) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("split", result.judged());
    section.put("parties", names(result.pooled().parties()));
    section.put("rows", result.pooled().rows());
    section.put("weight", result.pooled().weight());
    Map<String, Object> bounds = new LinkedHashMap<>();
    for (Map.Entry<Metric, Bounded> found : result.pooled().metrics().entrySet()) {
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
