package dev.tributary.fl.vertical.tree;

/**
 * What the weights of all leaves below a node must lie between, learning rate not included, so that
 * the two sides of every monotone split above it stay in order.
 *
 * @param lower at most {@code upper}; may be infinite
 */
record LeafBounds(double lower, double upper) {
  /** No split above is monotone. */
  static final LeafBounds NONE = new LeafBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  boolean bind() {
    return lower != Double.NEGATIVE_INFINITY || upper != Double.POSITIVE_INFINITY;
  }

  double clamp(double weight) {
    return Math.max(lower, Math.min(upper, weight));
  }

  /**
   * Bounds of the left child.
   *
   * @param direction of the split
   * @param middle between both children's weights, within these bounds
   */
  LeafBounds left(int direction, double middle) {
    return direction == 0
        ? this
        : direction > 0 ? new LeafBounds(lower, middle) : new LeafBounds(middle, upper);
  }

  /** Bounds of the right child, likewise. */
  LeafBounds right(int direction, double middle) {
    return left(-direction, middle);
  }
}
