package dev.tributary.fl.jobs.algorithm.hgbdt;

import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.PooledMetrics;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.training.RoundReport;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code metrics.json}: what {@link MetricsFile} has, of this party's own rows; under {@code
 * pooled} what {@link PooledMetrics} has of the joint model; {@code fit} with the training {@code
 * rows} and the {@code validation-rows} of all, {@code rounds} that took place, those {@code kept},
 * and the {@code training-loss} and, where rows validate, {@code validation-loss} after the last of
 * these; {@code parties}; {@code sums} with their {@code words}, and {@code consent} where there is
 * any.
 */
final class HgbdtMetrics {
  private HgbdtMetrics() {}

  static String json(RunContext run, HgbdtResult result, Findings findings, RunCost cost) {
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

  private static Map<String, Object> fit(BoostingFit fit) {
    int kept = fit.model().rounds().size();
    RoundReport last = fit.rounds().get(kept - 1);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", fit.rows());
    section.put("validation-rows", fit.validation());
    section.put("rounds", fit.rounds().size());
    section.put("kept", kept);
    section.put("training-loss", last.trainingLoss());
    if (fit.validation() > 0) {
      section.put("validation-loss", last.validationLoss());
    }
    return section;
  }
}
