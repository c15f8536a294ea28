package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.protocol.PartyId;

/**
 * A split that the label party took.
 *
 * @param rule own split, or null
 * @param party keeper of the split, or null if own
 * @param split the keeper's id
 * @param bitmap rows that go left
 * @param direction of its candidate: 1, -1, or 0 if it is free
 */
record ChosenSplit(SplitRule rule, PartyId party, int split, byte[] bitmap, int direction) {
  /**
   * @param gain of the exact sums; that of the answered ones would carry what is in these beside
   *     sums back to the keeper, in its importances
   */
  TreeNode node(int left, int right, double gain, double cover) {
    return rule != null
        ? TreeNode.own(rule, left, right, gain, cover)
        : TreeNode.foreign(party.name(), split, left, right, gain, cover);
  }
}
