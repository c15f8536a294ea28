package dev.tributary.fl.horizontal.gbdt;

/** A node of the current level, which may still be split. */
final class GrowingNode {
  final int id;
  final GrowingNode parent;
  final NodeWords sums;
  private GrowingNode sibling;

  /** Words of its histograms once its level is summed, until its children's are. */
  long[] words;

  /**
   * @param parent null for the root
   * @param sums known from the parent's histograms; null for the root
   */
  GrowingNode(int id, GrowingNode parent, NodeWords sums) {
    this.id = id;
    this.parent = parent;
    this.sums = sums;
  }

  static void pair(GrowingNode left, GrowingNode right) {
    left.sibling = right;
    right.sibling = left;
  }

  GrowingNode sibling() {
    return sibling;
  }

  /** Whether this node is summed: of two siblings the smaller, of equal ones the left. */
  boolean isSummed() {
    return sibling == null
        || sums.rows() < sibling.sums.rows()
        || (sums.rows() == sibling.sums.rows() && id < sibling.id);
  }
}
