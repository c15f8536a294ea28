package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import java.util.List;

/** Paillier, with the mode that is usual elsewhere: node membership is sent in the clear. */
final class PaillierRevealed extends PaillierProtection {
  @Override
  public String suite() {
    return PaillierLinearMap.REVEALED_SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return false;
  }

  @Override
  public LinearMap map(CipherKeys keys) {
    return PaillierLinearMap.revealed(keyBits(keys));
  }

  @Override
  public List<String> featureParty() {
    return List.of(
        SplitTexts.TO_FEATURE_PARTY,
        "Which tree node every person falls into. Since trees separate the classes, this can"
            + " suffice to guess labels. Choose a mode that hides membership where that matters.",
        "No scores and no gradients: these travel encrypted.");
  }

  @Override
  public List<String> warnings() {
    return List.of(
        "membership is revealed: the other parties see every row's tree node, from which labels"
            + " can partly be inferred");
  }

  @Override
  public SumCost sums(TreeShape tree, CipherKeys keys) {
    double replies = Math.ceil((double) tree.candidates() * tree.summedNodes() / pairs(tree, keys));
    return new SumCost(
        ciphertextBytes(keys) * tree.rows() + (double) tree.depth() * tree.rows(),
        ciphertextBytes(keys) * replies,
        tree.rows(),
        tree.additions(),
        replies);
  }
}
