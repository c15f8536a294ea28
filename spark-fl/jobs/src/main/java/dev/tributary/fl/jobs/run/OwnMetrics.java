package dev.tributary.fl.jobs.run;

import dev.tributary.fl.model.ModelJson;
import dev.tributary.transport.SessionTraffic;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code metrics.json} of a feature party: its own times and bytes; it sees no scores. */
final class OwnMetrics {
  private static final int FORMAT = 1;

  private OwnMetrics() {}

  static String json(RunContext run) {
    SessionTraffic traffic = run.grpc().traffic();
    Map<String, Double> stages = run.stages().seconds();
    Map<String, Object> timing = new LinkedHashMap<>();
    timing.put("total-seconds", stages.values().stream().mapToDouble(s -> s).sum());
    timing.put("stages", stages);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("timing", timing);
    file.put("traffic", Map.of("bytes-sent", traffic.sent(), "bytes-received", traffic.received()));
    file.put("job-sha256", run.request().job().sha256());
    return ModelJson.write(file) + "\n";
  }
}
