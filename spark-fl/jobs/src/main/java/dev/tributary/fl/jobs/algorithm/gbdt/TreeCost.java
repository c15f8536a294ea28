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
        switch (train.cipher()) {
          case PLAIN -> plain(train, rows, columns, candidates);
          case PAILLIER ->
              train.hidesMembership()
                  ? hidden(train, rows, columns, candidates)
                  : revealed(train, rows, columns, candidates);
          case LATTICE -> lattice(train, rows, columns, candidates);
        };
    return new TreeCost(
        messages, sums.down, sums.up + bitmaps, sums.encryptions, sums.additions, sums.decryptions);
  }

  private static TreeCost plain(GbdtSection train, long rows, long columns, long candidates) {
    return new TreeCost(
        0,
        8.0 * rows + (double) train.depth() * rows,
        16.0 * candidates * summedNodes(train.depth()),
        0,
        additions(train.depth(), rows, columns),
        0);
  }

  private static TreeCost revealed(GbdtSection train, long rows, long columns, long candidates) {
    double replies =
        Math.ceil((double) candidates * summedNodes(train.depth()) / pairs(train, rows));
    return new TreeCost(
        0,
        ciphertextBytes(train) * rows + (double) train.depth() * rows,
        ciphertextBytes(train) * replies,
        rows,
        additions(train.depth(), rows, columns),
        replies);
  }

  private static TreeCost hidden(GbdtSection train, long rows, long columns, long candidates) {
    double perRow = 0;
    double replies = 0;
    for (int level = 0; level < train.depth(); level++) {
      int nodes = nodes(level);
      int pairs = Math.min(pairs(train, rows), nodes);
      double cells = Math.ceil((double) nodes / pairs);
      perRow += cells;
      replies += Math.ceil(candidates * cells / (pairs(train, rows) / pairs));
    }
    return new TreeCost(
        0,
        ciphertextBytes(train) * rows * perRow,
        ciphertextBytes(train) * replies,
        rows * perRow,
        rows * perRow * columns,
        replies);
  }

  /** Answers and corrections: a word each per candidate and channel. */
  private static TreeCost lattice(GbdtSection train, long rows, long columns, long candidates) {
    double channels = 2.0 * summedNodes(train.depth());
    return new TreeCost(
        0,
        (LATTICE_WORD * rows + LATTICE_SECRETS) * channels,
        2.0 * LATTICE_WORD * candidates * channels,
        rows * channels,
        rows * channels * columns,
        0);
  }

  private static int nodes(int level) {
    return level == 0 ? 1 : 1 << (level - 1);
  }

  /** Nodes summed over all levels. */
  private static long summedNodes(int depth) {
    return 1L << (depth - 1);
  }

  /** The root sums all rows, every other level the smaller halves. */
  private static double additions(int depth, long rows, long columns) {
    return rows * (1 + (depth - 1) / 2.0) * columns;
  }

  private static int pairs(GbdtSection train, long rows) {
    int summands = (int) Math.min(Integer.MAX_VALUE, Math.max(1, rows));
    return new PairPacking(train.keyBits(), summands, GradientPairs.LIMIT).pairsPerPlaintext();
  }

  /** A ciphertext is a number modulo the square of the modulus. */
  private static double ciphertextBytes(GbdtSection train) {
    return train.keyBits() / 4.0;
  }

  /** What is counted, for people. */
  static String unit(Cipher cipher) {
    return switch (cipher) {
      case PLAIN -> "additions of numbers";
      case PAILLIER -> "multiplications of ciphertexts";
      case LATTICE -> "additions of words, and the offline part of a batch";
    };
  }
}
