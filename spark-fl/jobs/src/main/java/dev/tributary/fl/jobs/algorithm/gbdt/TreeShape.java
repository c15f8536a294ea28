package dev.tributary.fl.jobs.algorithm.gbdt;

/**
 * What the cost of a tree depends on, between the label party and one feature party.
 *
 * @param depth levels of splits
 * @param keyBits modulus of a cipher that has one
 * @param rows rows that train
 * @param columns of the feature party
 * @param candidates of the feature party
 */
record TreeShape(int depth, int keyBits, long rows, long columns, long candidates) {
  /** Nodes that a level sums: of two siblings one. */
  static int nodes(int level) {
    return level == 0 ? 1 : 1 << (level - 1);
  }

  /** Nodes summed over all levels. */
  long summedNodes() {
    return 1L << (depth - 1);
  }

  /** The root sums all rows, every other level the smaller halves. */
  double additions() {
    return rows * (1 + (depth - 1) / 2.0) * columns;
  }
}
