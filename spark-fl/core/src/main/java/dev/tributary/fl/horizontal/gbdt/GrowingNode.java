package dev.tributary.fl.horizontal.gbdt;

/** A node of the current level, which may still be split. */
final class GrowingNode {
  final int id;
  final GrowingNode parent;
  final NodeWords sums;
  private GrowingNode sibling;

  /** Words of its histograms while a driver has them: until its children's are there. */
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

  /** Whether these can be its sums: what its parent's split says, or any of a root. */
  boolean canHave(NodeWords due) {
    return sums == null ? due.rows() >= 0 : due.equals(sums);
  }

  /**
   * Whether this node is summed: of two siblings the smaller, of equal ones the left; both where
   * their parent's histograms are not at hand.
   */
  boolean isSummed() {
    return sibling == null
        || parent.words == null
        || sums.rows() < sibling.sums.rows()
        || (sums.rows() == sibling.sums.rows() && id < sibling.id);
  }
}
