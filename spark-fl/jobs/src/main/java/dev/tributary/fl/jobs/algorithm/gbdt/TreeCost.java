package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.fl.training.GradientPairs;

/**
 * What one tree costs between the label party and one feature party: upper bounds for a full tree
 * in which the other party wins every split. Of two siblings one is summed, so level {@code d} sums
 * {@code max(1, 2^(d-1))} nodes.
 *
 * @param messages both ways
 * @param down bytes from the label party to the feature party
 * @param up bytes from the feature party to the label party
 * @param encryptions at the label party
 * @param additions at the feature party: of ciphertexts, or of numbers where nothing is encrypted
 * @param decryptions at the label party
 */
record TreeCost(
    long messages,
    double down,
    double up,
    double encryptions,
    double additions,
    double decryptions) {
  /** Encrypted secrets of a channel under the larger modulus: 117 MB for a batch of 128. */
  private static final double LATTICE_SECRETS = 117e6 / 128;

  /** A word of the larger modulus on the wire. */
  private static final int LATTICE_WORD = 8;

  /** Messages of a tree besides those of its levels. */
  private static final int ROUND_MESSAGES = 2;

  /** Channels, sums, choices, bitmaps. */
  private static final int LEVEL_MESSAGES = 4;

  /**
   * Most candidates of a column: thresholds twice where values are missing, and present/missing.
   */
  static long candidates(GbdtSection train, long complete, long withMissing) {
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
    TreeCost sums =
        train
            .protection()
            .sums(new TreeShape(train.depth(), train.keyBits(), rows, columns, candidates));
    return new TreeCost(
        messages, sums.down, sums.up + bitmaps, sums.encryptions, sums.additions, sums.decryptions);
  }

  static TreeCost plain(TreeShape tree) {
    return new TreeCost(
        0,
        8.0 * tree.rows() + (double) tree.depth() * tree.rows(),
        16.0 * tree.candidates() * tree.summedNodes(),
        0,
        tree.additions(),
        0);
  }

  static TreeCost revealed(TreeShape tree) {
    double replies = Math.ceil((double) tree.candidates() * tree.summedNodes() / pairs(tree));
    return new TreeCost(
        0,
        ciphertextBytes(tree) * tree.rows() + (double) tree.depth() * tree.rows(),
        ciphertextBytes(tree) * replies,
        tree.rows(),
        tree.additions(),
        replies);
  }

  static TreeCost hidden(TreeShape tree) {
    double perRow = 0;
    double replies = 0;
    for (int level = 0; level < tree.depth(); level++) {
      int nodes = TreeShape.nodes(level);
      int pairs = Math.min(pairs(tree), nodes);
      double cells = Math.ceil((double) nodes / pairs);
      perRow += cells;
      replies += Math.ceil(tree.candidates() * cells / (pairs(tree) / pairs));
    }
    return new TreeCost(
        0,
        ciphertextBytes(tree) * tree.rows() * perRow,
        ciphertextBytes(tree) * replies,
        tree.rows() * perRow,
        tree.rows() * perRow * tree.columns(),
        replies);
  }

  /** Answers and corrections: a word each per candidate and channel. */
  static TreeCost lattice(TreeShape tree) {
    double channels = 2.0 * tree.summedNodes();
    return new TreeCost(
        0,
        (LATTICE_WORD * tree.rows() + LATTICE_SECRETS) * channels,
        2.0 * LATTICE_WORD * tree.candidates() * channels,
        tree.rows() * channels,
        tree.rows() * channels * tree.columns(),
        0);
  }

  private static int pairs(TreeShape tree) {
    int summands = (int) Math.min(Integer.MAX_VALUE, Math.max(1, tree.rows()));
    return new PairPacking(tree.keyBits(), summands, GradientPairs.LIMIT).pairsPerPlaintext();
  }

  /** A ciphertext is a number modulo the square of the modulus. */
  private static double ciphertextBytes(TreeShape tree) {
    return tree.keyBits() / 4.0;
  }
}
