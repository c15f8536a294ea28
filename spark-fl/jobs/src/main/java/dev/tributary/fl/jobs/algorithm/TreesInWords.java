package dev.tributary.fl.jobs.algorithm;

import dev.tributary.fl.jobs.report.Html;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a job says of boosted trees, for readers who do not know its keys. */
public final class TreesInWords {
  private TreesInWords() {}

  /** By name. */
  public static Map<String, String> of(TreeGrowth train) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("It predicts", train.objective().predicts());
    words.put(
        "Size",
        text(
            "at most %,d trees%s of at most %d levels, each shrunk to %s of its step",
            train.trees(),
            train.treesPerRound() > 1 ? " for each of " + train.treesPerRound() + " classes" : "",
            train.depth(),
            train.learningRate()));
    words.put(
        "Columns",
        text(
            "cut into at most %d value bins, each with at least %,d training rows",
            train.bins(), train.minSideCount()));
    words.put(
        "Held back by",
        text(
            "L2 penalty %s, L1 penalty %s, least gain of a split %s, least weight of a leaf %s",
            train.lambda(), train.alpha(), train.gamma(), train.minChildWeight()));
    if (train.positivesCount() != 1) {
      words.put(
          "Class weights",
          text(
              "a row with label 1 counts %s times as much in the training as another: probabilities"
                  + " are of people reweighted like that, and not of the people that there are",
              train.positivesCount()));
    }
    words.put(
        "Sampling",
        train.rowSample() == 1 && train.columnSample() == 1
            ? "none: every tree sees all training rows and columns"
            : text(
                "a tree sees %s of the training rows and %s of the columns, drawn with seed %d",
                Html.plainPercent(train.rowSample()),
                Html.plainPercent(train.columnSample()),
                train.seed()));
    words.put(
        "Stopping",
        train.earlyStoppingRounds() == 0
            ? "after all trees"
            : text(
                "after %d rounds in which the validation rows gained nothing",
                train.earlyStoppingRounds()));
    return words;
  }

  /**
   * What to change where training rows are learned by heart, as words that follow "try".
   *
   * @param validates whether the job has validation rows
   */
  public static String againstOverfitting(TreeGrowth train, boolean validates) {
    return text(
        "a smaller train.depth (now %d), fewer train.trees (now %,d) or%s"
            + " train.early-stopping-rounds%s, a smaller train.learning-rate (now %s), a larger"
            + " train.min-child-weight (now %s)",
        train.depth(),
        train.trees(),
        train.earlyStoppingRounds() > 0 ? " fewer" : "",
        train.earlyStoppingRounds() > 0
            ? " (now " + train.earlyStoppingRounds() + ")"
            : validates ? "" : " with split.validation",
        train.learningRate(),
        train.minChildWeight());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
