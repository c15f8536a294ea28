package dev.tributary.fl.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;

/** When passes over rows ended; the time of one is that between two. */
final class PassTimes {
  /** Passes before the code is compiled. */
  private static final int WARM_UP = 5;

  private final List<Long> ends = new ArrayList<>();

  synchronized void ended() {
    ends.add(System.nanoTime());
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
    return Math.max(0, ends.size() - 1 - WARM_UP);
  }

  /** Median seconds of a pass, those at the start left out. */
  synchronized double seconds() {
    List<Double> passes = new ArrayList<>();
    for (int i = 1 + WARM_UP; i < ends.size(); i++) {
      passes.add((ends.get(i) - ends.get(i - 1)) / 1e9);
    }
    if (passes.isEmpty()) {
      throw new IllegalStateException("no pass was timed among " + ends.size());
    }
    passes.sort(null);
    return passes.get(passes.size() / 2);
  }
}
