package dev.tributary.fl.jobs.split;

import dev.tributary.fl.jobs.file.SplitSection;
import java.util.Optional;

/** What a job without test rows must be told before it runs, and again when it does. */
public final class NothingHeldOut {
  private NothingHeldOut() {}

  /** One line; empty where test rows are set aside. */
  public static Optional<String> warning(SplitSection split) {
    if (split.tests()) {
      return Optional.empty();
    }
    return Optional.of(
        split.validates()
            ? "the split sets no test rows aside: models are judged on the validation rows; give"
                + " split.test to judge them on rows of which no use was made"
            : "the job has no split that sets rows aside: every row trains, and the metrics are of"
                + " these rows, which flatters every model");
  }
}
