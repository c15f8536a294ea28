package dev.tributary.fl.jobs.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run cost at one party.
 *
 * @param secondsPerTree wall seconds from the first gradient to the last leaf, waits included, over
 *     trees; NaN where no tree was trained
 * @param totalSeconds wall seconds of the run
 * @param stageSeconds wall seconds by stage, in the order they ran; sums to the total within 2 %
 * @param bytesSent bytes sent, counted at the socket
 * @param bytesReceived bytes received, counted at the socket
 * @param trainingBytes of both, those of joint training with its set-up
 */
public record RunCost(
    double secondsPerTree,
    double totalSeconds,
    Map<String, Double> stageSeconds,
    long bytesSent,
    long bytesReceived,
    long trainingBytes) {
  public RunCost {
    stageSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(stageSeconds));
  }
}
