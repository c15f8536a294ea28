package dev.tributary.fl.jobs.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Wall time by stage. One stage ends where the next begins, so the stages sum to the total. A stage
 * that is entered again goes on adding. Not thread-safe.
 */
public final class Stages {
  private final LongSupplier nanoTime;
  private final Log log;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private String stage;
  private long since;

  /**
   * @param log told when a stage begins
   * @param nanoTime such as {@code System::nanoTime}
   * @param first the first stage, which begins now
   */
  public Stages(Log log, LongSupplier nanoTime, String first) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.stage = first;
    this.since = nanoTime.getAsLong();
    log.line(first);
  }

  /** Ends the current stage and begins another. */
  public void enter(String next) {
    long now = nanoTime.getAsLong();
    double spent = (now - since) / 1e9;
    seconds.merge(stage, spent, Double::sum);
    log.line(String.format("%s (%s took %.1f s)", next, stage, spent));
    stage = next;
    since = now;
  }

  /** Seconds by stage, the current one up to now, in the order in which they began. */
  public Map<String, Double> seconds() {
    Map<String, Double> soFar = new LinkedHashMap<>(seconds);
    soFar.merge(stage, (nanoTime.getAsLong() - since) / 1e9, Double::sum);
    return Collections.unmodifiableMap(soFar);
  }
}
