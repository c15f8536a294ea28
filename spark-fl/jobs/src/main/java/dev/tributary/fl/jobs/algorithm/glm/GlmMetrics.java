package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.PooledMetrics;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code metrics.json}: what {@link MetricsFile} has, of this party's own rows; under {@code
 * pooled} what {@link PooledMetrics} has of the joint model; {@code fit} with the training {@code
 * rows} of all that began, the {@code parties} whose rows are in the model, {@code steps}, {@code
 * gradient} and why it {@code ended}; {@code parties}; {@code sums} with their {@code words}, and
 * {@code consent} where there is any.
 */
final class GlmMetrics {
  private GlmMetrics() {}

  static String json(RunContext run, GlmResult result, Findings findings, RunCost cost) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("pooled", PooledMetrics.of(result.pooled(), result.judged()));
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
    section.put("parties", fit.parties().stream().map(PartyId::name).toList());
    section.put("steps", fit.iterations());
    section.put("gradient", fit.gradient());
    section.put("ended", fit.end().name().toLowerCase(Locale.ROOT));
    return section;
  }
}
