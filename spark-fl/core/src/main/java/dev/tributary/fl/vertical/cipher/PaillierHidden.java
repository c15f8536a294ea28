package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import java.util.List;

/** Paillier over all rows with hidden membership: an encryption per row and level. */
final class PaillierHidden extends PaillierProtection {
  @Override
  public String suite() {
    return PaillierLinearMap.HIDDEN_SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return true;
  }

  @Override
  public LinearMap map(CipherKeys keys) {
    return PaillierLinearMap.hidden(keyBits(keys));
  }

  @Override
  public List<String> featureParty() {
    return List.of(
        SplitTexts.TO_FEATURE_PARTY,
        "No labels, no scores, no gradients, and not which person falls into which tree node.");
  }

  @Override
  public SumCost sums(TreeShape tree, CipherKeys keys) {
    int pairs = pairs(tree, keys);
    double perRow = 0;
    double replies = 0;
    for (int level = 0; level < tree.depth(); level++) {
      int nodes = TreeShape.nodes(level);
      int packed = Math.min(pairs, nodes);
      double cells = Math.ceil((double) nodes / packed);
      perRow += cells;
      replies += Math.ceil(tree.candidates() * cells / (pairs / packed));
    }
    return new SumCost(
        ciphertextBytes(keys) * tree.rows() * perRow,
        ciphertextBytes(keys) * replies,
        tree.rows() * perRow,
        tree.rows() * perRow * tree.columns(),
        replies);
  }
}
