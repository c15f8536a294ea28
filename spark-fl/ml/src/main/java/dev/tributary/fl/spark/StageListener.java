package dev.tributary.fl.spark;

import java.util.function.Supplier;

/** Told when a stage of a run begins and ends; called on the driver, must return soon. */
public interface StageListener {
  /** Stage names, as in {@code metrics.json}. */
  String ALIGN = "align";

  String LAYOUT = "layout";
  String SOLO = "solo";
  String TRAIN = "train";
  String SCORE = "score";

  void started(String stage);

  /** Not called for a stage that failed. */
  void finished(String stage, double seconds);

  /** Runs a stage and reports it. */
  default <T> T time(String stage, Supplier<T> work) {
    started(stage);
    long start = System.nanoTime();
    T result = work.get();
    finished(stage, (System.nanoTime() - start) / 1e9);
    return result;
  }

  /** Tells nobody. */
  static StageListener silent() {
    return new StageListener() {
      @Override
      public void started(String stage) {}

      @Override
      public void finished(String stage, double seconds) {}
    };
  }
}
