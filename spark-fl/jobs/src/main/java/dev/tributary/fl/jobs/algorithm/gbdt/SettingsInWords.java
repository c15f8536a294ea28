package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.training.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a job says, for readers who do not know its keys. */
final class SettingsInWords {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private SettingsInWords() {}

  /**
   * @param monotone columns of the party that reads it
   */
  static Map<String, String> of(JobFile job, Map<String, Direction> monotone) {
    Map<String, String> words = of(job);
    if (!monotone.isEmpty()) {
      words.put(
          "Monotone columns",
          "all other columns being the same, scores only "
              + new TreeMap<>(monotone)
                  .entrySet().stream()
                      .map(
                          entry ->
                              (entry.getValue() == Direction.INCREASING
                                      ? "rise with "
                                      : "fall with ")
                                  + entry.getKey())
                      .collect(Collectors.joining(", "))
              + "; other parties may have columns like these without saying so");
    }
    return words;
  }

  static Map<String, String> of(JobFile job) {
    GbdtSection train = GbdtSection.of(job);
    Map<String, String> words = new LinkedHashMap<>();
    words.put("Model", "gradient boosted trees over the columns of all parties");
    words.put("It predicts", predicts(train));
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
                percent(train.rowSample()), percent(train.columnSample()), train.seed()));
    words.put(
        "Stopping",
        train.earlyStoppingRounds() == 0
            ? "after all trees"
            : text(
                "after %d rounds in which the validation rows gained nothing",
                train.earlyStoppingRounds()));
    words.put("Rows", split(job.split()));
    words.put(
        "Alignment",
        text(
            "private set intersection (%s) on %s; at least %,d rows in common",
            job.align().protocol(),
            String.join(", ", job.align().key()),
            job.align().minIntersection()));
    words.put(
        "Protection",
        text(
            "cipher %s; feature parties %s which row is in which tree node",
            train.cipherName(), train.hidesMembership() ? "do not learn" : "learn"));
    return words;
  }

  /** What to change where training rows are learned by heart, as words that follow "try". */
  static String againstOverfitting(JobFile job) {
    GbdtSection train = GbdtSection.of(job);
    return text(
        "a smaller train.depth (now %d), fewer train.trees (now %,d) or%s"
            + " train.early-stopping-rounds%s, a smaller train.learning-rate (now %s), a larger"
            + " train.min-child-weight (now %s)",
        train.depth(),
        train.trees(),
        train.earlyStoppingRounds() > 0 ? " fewer" : "",
        train.earlyStoppingRounds() > 0
            ? " (now " + train.earlyStoppingRounds() + ")"
            : job.split().validates() ? "" : " with split.validation",
        train.learningRate(),
        train.minChildWeight());
  }

  private static String predicts(GbdtSection train) {
    return train.objective().predicts();
  }

  private static String split(SplitSection split) {
    if (!split.tests() && !split.validates()) {
      return "all train; nothing is set aside to measure on";
    }
    if (split.byShares()) {
      return text(
          "%s train, %s validate, the rest tests; drawn by a hash of the key with seed %d",
          percent(split.train()), percent(split.validationShare()), split.seed());
    }
    return (split.tests() ? "test where " + split.test() + "; " : "")
        + (split.validates() ? "validation where " + split.validationCondition() + "; " : "")
        + "the others train";
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
        + " %";
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
