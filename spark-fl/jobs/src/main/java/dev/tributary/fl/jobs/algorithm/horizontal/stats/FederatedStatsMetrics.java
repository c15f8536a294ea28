package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.horizontal.stats.FederatedStatsModel;
import dev.tributary.fl.spark.horizontal.stats.PartyProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code metrics.json}: {@code rows} of this party's table; under {@code joint} of those {@code
 * parties} that it names and under {@code own} of this one {@code rows}, {@code columns} and, where
 * asked for, {@code correlations}; {@code quantile-levels} and {@code least-count}, or with privacy
 * what of it was spent and the deviations of its {@code noise}; {@code sums} with their {@code
 * words}; {@code timing}, {@code traffic}, and {@code consent} and {@code waived} where there is
 * any. A joint figure that rests on too few values is null.
 */
final class FederatedStatsMetrics {
  private static final int FORMAT = 1;

  private FederatedStatsMetrics() {}

  static String json(RunContext run, FederatedStatsModel model, RunCost cost) {
    PartyProfile profile = model.profile();
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("rows", RowCounts.own(run.source().kept()));
    file.put("parties", run.session().parties().size());
    Map<String, Object> joint = figures(profile.joint());
    joint.put("parties", model.manifest().parties());
    file.put("joint", joint);
    file.put("own", figures(profile.own()));
    file.put("quantile-levels", profile.levels());
    JobFile job = run.request().job();
    if (job.privacy() == null) {
      file.put("least-count", profile.leastCount());
    } else {
      Map<String, Object> privacy = RunPrivacy.spent(model.manifest());
      privacy.put("noise", noise(profile.joint().noise()));
      file.put("privacy", privacy);
    }
    file.put(
        "sums",
        Map.of("sums", profile.joint().cost().sums(), "words", profile.joint().cost().words()));
    file.put("timing", Map.of("total-seconds", cost.totalSeconds(), "stages", cost.stageSeconds()));
    file.put(
        "traffic", Map.of("bytes-sent", cost.bytesSent(), "bytes-received", cost.bytesReceived()));
    if (!job.consents().isEmpty()) {
      file.put("consent", job.consents().stream().map(Object::toString).toList());
    }
    if (!run.safeguards().waived().isEmpty()) {
      file.put("waived", run.safeguards().waived());
    }
    file.put("job-sha256", job.sha256());
    return ModelJson.write(file) + "\n";
  }

  private static Map<String, Object> noise(TableFigures.Noise noise) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("counts", noise.counts());
    section.put("ranges", noise.ranges());
    if (noise.correlations() != null) {
      section.put("correlations", noise.correlations());
    }
    return section;
  }

  private static Map<String, Object> figures(TableFigures figures) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", figures.rows());
    section.put("columns", figures.columns());
    if (!figures.correlations().isEmpty()) {
      section.put("correlations", figures.correlations());
    }
    return section;
  }
}
