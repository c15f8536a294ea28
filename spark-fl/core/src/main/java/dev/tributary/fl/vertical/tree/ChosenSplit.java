package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.tree.model.SplitRule;
import dev.tributary.fl.vertical.tree.model.TreeNode;
import dev.tributary.protocol.PartyId;

/**
 * A split that the label party took.
 *
 * @param rule own split, or null
 * @param party keeper of the split, or null if own
 * @param split the keeper's id
 * @param gain of the split
 * @param bitmap rows that go left
 */
record ChosenSplit(SplitRule rule, PartyId party, int split, double gain, byte[] bitmap) {
  TreeNode node(int left, int right, double cover) {
    return rule != null
        ? TreeNode.own(rule, left, right, gain, cover)
        : TreeNode.foreign(party.name(), split, left, right, gain, cover);
  }
}
