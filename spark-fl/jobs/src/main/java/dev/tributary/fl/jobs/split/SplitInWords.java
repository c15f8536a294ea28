package dev.tributary.fl.jobs.split;

import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.report.Html;
import java.util.Locale;

/** Which rows train, validate and test, for readers who do not know the keys of a job. */
public final class SplitInWords {
  private SplitInWords() {}

  /** As the end of a sentence. */
  public static String of(SplitSection split) {
    if (!split.tests() && !split.validates()) {
      return "all train; nothing is set aside to measure on";
    }
    if (split.byShares()) {
      return String.format(
          Locale.ROOT,
          "%s train%s%s; drawn by a hash of the key with seed %d",
          Html.plainPercent(split.train()),
          split.validates() ? ", " + Html.plainPercent(split.validationShare()) + " validate" : "",
          split.tests() ? ", the rest tests" : "",
          split.seed());
    }
    return (split.tests() ? "test where " + split.test() + "; " : "")
        + (split.validates() ? "validation where " + split.validationCondition() + "; " : "")
        + "the others train";
  }
}
