package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.model.ModelJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code metrics.json} of a feature party: its own rows, times and bytes, and of how many of its
 * candidates it gave the bitmap, and the protection that it waived; it sees no scores.
 */
public final class OwnMetrics {
  private static final int FORMAT = 1;

  private OwnMetrics() {}

  public static String json(RunContext run) {
    RunCost cost = run.cost();
    Map<String, Object> timing = new LinkedHashMap<>();
    timing.put("total-seconds", cost.totalSeconds());
    timing.put("stages", cost.stageSeconds());
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("rows", RowCounts.of(run.source().kept(), run.watch().matched()));
    file.put("timing", timing);
    file.put(
        "traffic", Map.of("bytes-sent", cost.bytesSent(), "bytes-received", cost.bytesReceived()));
    run.watch().bitmaps().ifPresent(given -> file.put("bitmaps", given));
    if (!run.safeguards().waived().isEmpty()) {
      file.put("waived", run.safeguards().waived());
    }
    file.put("job-sha256", run.request().job().sha256());
    return ModelJson.write(file) + "\n";
  }
}
