package dev.tributary.fl.vertical.tree;

/**
 * What a candidate does to a node, by the oracle's exact sums.
 *
 * @param gain negative infinity where a child is too light
 */
record NaiveSplit(double gain, double leftG, double leftH, double rightG, double rightH) {
  /** No split. */
  static final NaiveSplit NONE = new NaiveSplit(0, 0, 0, 0, 0);

  /** Told of every node of trees that the oracle follows. */
  interface Check {
    /**
     * @param chosen how the followed tree splits the node, {@link #NONE} if it does not
     * @param best the best split there is, or {@link #NONE}
     */
    void accept(int level, NaiveSplit chosen, NaiveSplit best);
  }

  /**
   * How far the gain moves, to first order, when noise moves the left sums by up to {@code sum}:
   * with weights {@code w = G / (H + lambda)} of the children, {@code |d gain / d G| = 2 |w_l -
   * w_r|} and {@code |d gain / d H| = |w_l^2 - w_r^2|}.
   */
  double shift(double lambda, double sum) {
    double left = leftG / (leftH + lambda);
    double right = rightG / (rightH + lambda);
    return sum * (2 * Math.abs(left - right) + Math.abs(left * left - right * right));
  }
}
