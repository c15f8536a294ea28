package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.vertical.cipher.Protection;

/**
 * What is trained.
 *
 * @param rows training rows, known to both parties
 * @param features columns of the feature party
 * @param positives share of label 1
 * @param trees boosting rounds
 * @param depth levels of a tree
 * @param bins most bins of a feature
 */
record TreeWorkload(long rows, int features, double positives, int trees, int depth, int bins) {
  static final String LENDER = "lender";
  static final String BUREAU = "bureau";

  /** Ends the name of a cipher whose job asks for hidden membership. */
  static final String HIDDEN = "-hidden";

  /** The same trees on other data. */
  TreeWorkload on(long newRows, int newFeatures, int newTrees) {
    return new TreeWorkload(newRows, newFeatures, positives, newTrees, depth, bins);
  }

  /**
   * A job on all rows, without data.
   *
   * @param cipher as in a job; {@value #HIDDEN} after one that hides membership only when asked
   */
  JobFile job(String cipher) {
    String text =
        String.join(
            "\n",
            "job: bench-trees",
            "parties: {" + LENDER + ": {role: label}, " + BUREAU + ": {role: feature}}",
            "train:",
            "  objective: binary",
            "  trees: " + trees,
            "  depth: " + depth,
            "  bins: " + bins,
            "  cipher: " + cipher.replace(HIDDEN, "\n  membership: hidden"),
            "evaluate: {solo: false}",
            "deadlines: {step: 60m}",
            "");
    return Algorithms.parse(text, "the benchmark's job");
  }

  /** How gradients travel in {@link #job}. */
  Protection protection(String cipher) {
    return GbdtSection.of(job(cipher)).protection();
  }

  /** Above this many cells a party gets more memory than a small laptop has to spare. */
  String memory() {
    return rows * features > 50_000_000 ? "6g" : "2g";
  }
}
