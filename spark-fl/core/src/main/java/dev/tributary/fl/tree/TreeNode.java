package dev.tributary.fl.tree;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A node of a tree in the label party's model: a leaf ({@code weight}), a split of the label party
 * itself ({@code rule}), or a split that another party keeps under an opaque id ({@code party},
 * {@code split}).
 *
 * @param rule own split, otherwise null
 * @param party who keeps the split, otherwise null
 * @param split the keeper's split id, otherwise null
 * @param left index of the left child, null in a leaf
 * @param right index of the right child, null in a leaf
 * @param weight leaf weight, learning rate included; null in a split
 * @param gain gain of the split, 0 in a leaf
 * @param cover hessian sum of the training rows that were drawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TreeNode(
    SplitRule rule,
    String party,
    Integer split,
    Integer left,
    Integer right,
    Double weight,
    double gain,
    double cover) {
  public TreeNode {
    boolean leaf = weight != null;
    boolean own = rule != null;
    boolean foreign = party != null && split != null;
    boolean children = left != null && right != null;
    boolean whole = leaf ? left == null && right == null : children;
    int kinds = (leaf ? 1 : 0) + (own ? 1 : 0) + (party != null || split != null ? 1 : 0);
    if (!whole || kinds != 1 || (!leaf && !own && !foreign)) {
      throw new IllegalArgumentException(
          "a node must be a leaf, an own split or a party's split with two children");
    }
    if (leaf && !Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight must be finite. Provided value: " + weight);
    }
  }

  /** A leaf. */
  public static TreeNode leaf(double weight, double cover) {
    return new TreeNode(null, null, null, null, null, weight, 0, cover);
  }

  /** A split of the label party's own feature. */
  public static TreeNode own(SplitRule rule, int left, int right, double gain, double cover) {
    return new TreeNode(rule, null, null, left, right, null, gain, cover);
  }

  /** A split that another party keeps. */
  public static TreeNode foreign(
      String party, int split, int left, int right, double gain, double cover) {
    return new TreeNode(null, party, split, left, right, null, gain, cover);
  }

  /** Whether this node has no children. */
  public boolean terminal() {
    return weight != null;
  }
}
