package dev.tributary.fl.spark.stage;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.spark.align.AlignedRows;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import java.util.function.Supplier;

/** Told how a training or scoring goes; called on the driver, must return soon. */
public interface RunListener {
  /** Stage names, as in {@code metrics.json}. */
  String ALIGN = "align";

  String SPLIT = "split";
  String LAYOUT = "layout";
  String TRAIN = "train joint";
  String SOLO = "train solo";

  /** With the feature parties of one label party, where several train together. */
  String GROUP = "train group";

  /** Cuts of columns over the rows of several parties. */
  String CUTS = "agree on cuts";

  String SCORE = "score";

  default void started(String stage) {}

  /** Not called for a stage that failed. */
  default void finished(String stage, double seconds) {}

  /** How many of the own rows the others have. */
  default void matched(AlignedRows rows) {}

  /** How many rows are in common, and what a training uses them for. */
  default void aligned(RowOrder rows) {}

  /** A round of {@link #TRAIN} or {@link #SOLO}, at the label party. */
  default void round(String stage, RoundReport report) {}

  /** What of it one of several label parties got; told before all of it. */
  default void gave(PartyId label, GivenBitmaps bitmaps) {}

  /** What a feature party gave away in a training or scoring, as it counted itself. */
  default void gave(GivenBitmaps bitmaps) {}

  /** Runs a stage and reports it. */
  default <T> T time(String stage, Supplier<T> work) {
    started(stage);
    long start = System.nanoTime();
    T result = work.get();
    finished(stage, (System.nanoTime() - start) / 1e9);
    return result;
  }

  /** Tells nobody. */
  static RunListener silent() {
    return new RunListener() {};
  }
}
