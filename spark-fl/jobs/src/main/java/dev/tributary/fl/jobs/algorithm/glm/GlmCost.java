package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.jobs.plan.PlanText;
import java.util.Locale;

/**
 * How many words the sums of a fit are; the tables are in the READMEs of {@code horizontal/glm} and
 * {@code horizontal/evaluation}.
 *
 * @param section of the job
 * @param features columns
 */
record GlmCost(GlmSection section, int features) {
  /** Terms, means, squares. */
  private static final int BEFORE = 3;

  /** Rows, weight, sum of squared weights, label, exposure. */
  private static final int MOMENTS = 5;

  /** Bins of scores: even ones, then at most twice as many. */
  private static final int BINS = 4096 + 8192;

  /** Of the sums before the first loss. */
  long wordsBefore() {
    int classes = section.objective().isClassification() ? Math.max(2, section.outputs()) : 0;
    return 1 + wide(MOMENTS + classes + features) + wide(1 + features);
  }

  /** Of one loss with its gradient. */
  long wordsOfLoss() {
    return 2 + (long) section.outputs() * section.width(features);
  }

  /** Of the sums that judge the model, at most. */
  long wordsOfJudging() {
    return switch (section.objective().judge()) {
      case BINARY -> wide(4) + wide(2 * BINS);
      case CLASSES -> wide(4);
      case NUMBERS -> wide(5);
      case COUNTS -> wide(3);
    };
  }

  private int sumsOfJudging() {
    return section.objective().hasPositives() ? 3 : 1;
  }

  /** A sum of wide numbers, without the count of what is out of range, which does not travel. */
  private static long wide(int sums) {
    return WideSums.words(sums) - 1L;
  }

  /** In words, for a plan. */
  String words() {
    int losses = section.iterations() + 1;
    long words = wordsBefore() + losses * wordsOfLoss() + wordsOfJudging();
    return String.format(
        Locale.ROOT,
        "%s in %d sums of %,d words, if the fit takes all %d steps and shortens none: %d before"
            + " it, one of %,d words a step and at its start, %d to judge the model; a shortened"
            + " step is as many sums more as it was tried",
        PlanText.size(Long.BYTES * (double) words),
        BEFORE + losses + sumsOfJudging(),
        words,
        section.iterations(),
        BEFORE,
        wordsOfLoss(),
        sumsOfJudging());
  }
}
