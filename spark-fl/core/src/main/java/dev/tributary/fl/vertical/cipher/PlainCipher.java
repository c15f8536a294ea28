package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import java.util.List;

/** No encryption at all: tests and comparisons on data that one owner holds. */
final class PlainCipher implements Cipher, Protection {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<Protection> protections() {
    return List.of(this);
  }

  @Override
  public String suite() {
    return PlainLinearMap.SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return false;
  }

  @Override
  public LinearMap map(CipherKeys keys) {
    return new PlainLinearMap();
  }

  @Override
  public List<String> featureParty() {
    return List.of(
        "Everything that the label party computes with: gradients of every person, hence"
            + " labels. This mode protects nothing.");
  }

  @Override
  public List<String> labelParty() {
    return List.of(
        "Exact sums over groups of people for every split candidate. This mode protects"
            + " nothing.");
  }

  @Override
  public List<String> warnings() {
    return List.of("cipher: plain protects nothing: the labels can be read by the other parties");
  }

  @Override
  public SumCost sums(TreeShape tree, CipherKeys keys) {
    return new SumCost(
        8.0 * tree.rows() + (double) tree.depth() * tree.rows(),
        16.0 * tree.candidates() * tree.summedNodes(),
        0,
        tree.additions(),
        0);
  }

  @Override
  public String hidden() {
    return "encryptions";
  }

  @Override
  public String added() {
    return "additions of numbers";
  }
}
