package dev.tributary.fl.jobs.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run cost at one party.
 *
 * @param pace of the training; empty where there was none, or it has no steps to speak of
 * @param totalSeconds wall seconds of the run
 * @param stageSeconds wall seconds by stage, in the order they ran; sums to the total within 2 %
 * @param bytesSent bytes sent, counted at the socket
 * @param bytesReceived bytes received, counted at the socket
 * @param trainingBytes of both, those of joint training with its set-up
 */
public record RunCost(
    Optional<Pace> pace,
    double totalSeconds,
    Map<String, Double> stageSeconds,
    long bytesSent,
    long bytesReceived,
    long trainingBytes) {
  public RunCost {
    stageSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(stageSeconds));
  }
}
