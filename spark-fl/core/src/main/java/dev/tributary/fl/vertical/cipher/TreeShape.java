package dev.tributary.fl.vertical.cipher;

/**
 * What the cost of a tree depends on, between the label party and one feature party.
 *
 * @param depth levels of splits
 * @param rows rows that train
 * @param columns of the feature party
 * @param candidates of the feature party
 */
public record TreeShape(int depth, long rows, long columns, long candidates) {
  /** Nodes that a level sums: of two siblings one. */
  public static int nodes(int level) {
    return level == 0 ? 1 : 1 << (level - 1);
  }

  /** Nodes summed over all levels. */
  public long summedNodes() {
    return 1L << (depth - 1);
  }

  /** The root sums all rows, every other level the smaller halves. */
  public double additions() {
    return rows * (1 + (depth - 1) / 2.0) * columns;
  }
}
