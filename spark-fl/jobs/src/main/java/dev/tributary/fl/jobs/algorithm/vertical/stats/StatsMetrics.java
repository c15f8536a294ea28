package dev.tributary.fl.jobs.algorithm.vertical.stats;

import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.stats.VerticalStatsModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code metrics.json} of statistics: {@code rows} in common, {@code parties} with the number of
 * columns and the share of missing cells of each, {@code timing}, {@code traffic}, and {@code
 * waived} where this party waived protection.
 */
final class StatsMetrics {
  private static final int FORMAT = 1;

  private StatsMetrics() {}

  static String json(
      VerticalStatsModel model,
      Map<String, Object> rowCounts,
      RunCost cost,
      List<String> waived,
      String jobSha256) {
    long rows = model.profile().rows();
    Map<String, Object> parties = new LinkedHashMap<>();
    model
        .counts()
        .forEach(
            (party, counts) ->
                parties.put(
                    party.name(),
                    Map.of("columns", counts.columns(), "missing-rate", counts.missingRate(rows))));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("rows", rowCounts);
    file.put("parties", parties);
    file.put("timing", Map.of("total-seconds", cost.totalSeconds(), "stages", cost.stageSeconds()));
    file.put(
        "traffic", Map.of("bytes-sent", cost.bytesSent(), "bytes-received", cost.bytesReceived()));
    if (!waived.isEmpty()) {
      file.put("waived", waived);
    }
    file.put("job-sha256", jobSha256);
    return ModelJson.write(file) + "\n";
  }
}
