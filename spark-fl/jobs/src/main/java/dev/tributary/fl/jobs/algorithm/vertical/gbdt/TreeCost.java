package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.fl.vertical.cipher.SumCost;
import dev.tributary.fl.vertical.cipher.TreeShape;

/**
 * What one tree costs between the label party and one feature party: upper bounds for a full tree
 * in which the other party wins every split.
 *
 * @param messages both ways
 * @param down bytes from the label party to the feature party
 * @param up bytes from the feature party to the label party
 * @param sums what the cipher does for it
 */
public record TreeCost(long messages, double down, double up, SumCost sums) {
  /** Messages of a tree besides those of its levels. */
  private static final int ROUND_MESSAGES = 2;

  /** Channels, sums, choices, bitmaps. */
  private static final int LEVEL_MESSAGES = 4;

  /**
   * Most candidates of a column: thresholds twice where values are missing, and present/missing.
   */
  public static long candidates(GbdtSection train, long complete, long withMissing) {
    long thresholds = train.bins() - 1L;
    return complete * thresholds + withMissing * (2 * thresholds + 1);
  }

  /**
   * @param rows rows that train
   * @param allRows rows that all parties have
   * @param columns of the feature party
   * @param candidates of the feature party
   */
  static TreeCost of(GbdtSection train, long rows, long allRows, long columns, long candidates) {
    double bitmaps = ((1L << train.depth()) - 1) * (allRows / 8.0);
    long messages = ROUND_MESSAGES + (long) LEVEL_MESSAGES * train.depth();
    SumCost sums =
        train
            .protection()
            .sums(new TreeShape(train.depth(), rows, columns, candidates), train.cipherKeys());
    return new TreeCost(messages, sums.down(), sums.up() + bitmaps, sums);
  }
}
