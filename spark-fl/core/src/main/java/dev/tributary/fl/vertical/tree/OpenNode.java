package dev.tributary.fl.vertical.tree;

import java.util.List;

/** A node of the current level: its totals, and its sums once the level is answered. */
final class OpenNode {
  final int id;
  final OpenNode parent;
  private OpenNode sibling;

  /** Totals over the drawn training rows of all label parties, fixed point. */
  long gradient;

  long hessian;
  long rows;

  /** The same over this party's own. */
  NodeTotals own;

  /** Of the weights of all leaves below. */
  LeafBounds bounds = LeafBounds.NONE;

  /** The channel that sums this node, if {@link #isBuilt}. */
  int channel;

  /** Left sums by source over the rows of all, kept for the children's subtraction. */
  List<NodeSums> sums;

  /** Left sums as they were answered, over this party's own rows. */
  List<NodeSums> answered;

  /**
   * @param leftSibling null at the root and for a left child
   */
  OpenNode(int id, OpenNode parent, OpenNode leftSibling) {
    this.id = id;
    this.parent = parent;
    this.sibling = leftSibling;
    if (leftSibling != null) {
      leftSibling.sibling = this;
    }
  }

  OpenNode sibling() {
    return sibling;
  }

  /** Whether this node has a channel: of two siblings the smaller, of equal ones the left. */
  boolean isBuilt() {
    return sibling == null || rows < sibling.rows || (rows == sibling.rows && id < sibling.id);
  }
}
