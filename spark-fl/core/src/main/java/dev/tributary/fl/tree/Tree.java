package dev.tributary.fl.tree;

import java.util.List;

/**
 * One regression tree.
 *
 * @param nodes node 0 is the root; every other node is the child of exactly one earlier node
 */
public record Tree(List<TreeNode> nodes) {
  public Tree {
    nodes = List.copyOf(nodes);
    boolean[] child = new boolean[nodes.size()];
    int children = 0;
    for (int i = 0; i < nodes.size(); i++) {
      TreeNode node = nodes.get(i);
      if (!node.terminal()) {
        claim(child, i, node.left());
        claim(child, i, node.right());
        children += 2;
      }
    }
    if (children != nodes.size() - 1) {
      throw new IllegalArgumentException(
          "every node but the root must be one node's child. Provided value: "
              + nodes.size()
              + " nodes, "
              + children
              + " children");
    }
  }

  private static void claim(boolean[] child, int parent, int index) {
    if (index <= parent || index >= child.length || child[index]) {
      throw new IllegalArgumentException(
          "a child must follow its parent and be claimed once. Provided value: " + index);
    }
    child[index] = true;
  }
}
