package dev.tributary.fl.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;

/** How long passes over rows took. */
final class PassTimes {
  /** Passes before the code is compiled. */
  static final int WARM_UP = 5;

  private final List<Double> passes = new ArrayList<>();
  private long end;

  /** The time of a pass is that between two ends. */
  synchronized void ended() {
    long now = System.nanoTime();
    if (end != 0) {
      passes.add((now - end) / 1e9);
    }
    end = now;
  }

  /** A pass that was timed elsewhere. */
  synchronized void took(double seconds) {
    passes.add(seconds);
  }

  /** A Spark job is a pass. */
  SparkListener listener() {
    return new SparkListener() {
      @Override
      public void onJobEnd(SparkListenerJobEnd job) {
        ended();
      }
    };
  }

  /** Passes that were timed. */
  synchronized int count() {
    return Math.max(0, passes.size() - WARM_UP);
  }

  /** Median seconds of a pass, those at the start left out. */
  synchronized double seconds() {
    if (count() == 0) {
      throw new IllegalStateException("no pass was timed among " + passes.size());
    }
    List<Double> timed = new ArrayList<>(passes.subList(WARM_UP, passes.size()));
    timed.sort(null);
    return timed.get(timed.size() / 2);
  }
}
