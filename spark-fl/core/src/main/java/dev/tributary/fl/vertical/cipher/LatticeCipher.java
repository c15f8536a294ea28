package dev.tributary.fl.vertical.cipher;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.tree.GbtParameters;
import java.util.List;

/** Encrypted linear maps over lattices: only the label party knows who is in which tree node. */
final class LatticeCipher implements Cipher, Protection {
  /** Encrypted secrets of a channel under the larger modulus: 117 MB for a batch of 128. */
  private static final double SECRETS = 117e6 / 128;

  /** A word of the larger modulus on the wire. */
  private static final int WORD = 8;

  @Override
  public String name() {
    return "lattice";
  }

  @Override
  public List<Protection> protections() {
    return List.of(this);
  }

  @Override
  public List<Parameter<?>> keys() {
    return List.of(GbtParameters.SIGMA_OUT);
  }

  @Override
  public String suite() {
    return LatticeSet.SUITE;
  }

  @Override
  public boolean hidesMembership() {
    return true;
  }

  @Override
  public LinearMap map(CipherKeys keys) {
    return new LatticeLinearMap(
        keys.value(GbtParameters.SIGMA_OUT).map(SigmaOut::of).orElseGet(SigmaOut::automatic));
  }

  @Override
  public List<String> featureParty() {
    return List.of(
        SplitTexts.TO_FEATURE_PARTY,
        "To 25 % the sums of all gradients and of all hessians, and the largest weight of a row."
            + " With two classes that tells about how many people are in each, unless there are"
            + " only some thirty or less of one.",
        "No labels, no scores, no gradients, and not which person falls into which tree node.");
  }

  @Override
  public List<String> labelParty() {
    return List.of(
        "Sums of its own gradients over groups of people per anonymous split candidate, blurred"
            + " by noise of the stated strength. Over very many trees such sums can help to"
            + " guess a column's coarse values for the rarer class.",
        SplitTexts.TO_LABEL_PARTY);
  }

  /** Answers and corrections: a word each per candidate and channel. */
  @Override
  public SumCost sums(TreeShape tree, CipherKeys keys) {
    double channels = 2.0 * tree.summedNodes();
    return new SumCost(
        (WORD * tree.rows() + SECRETS) * channels,
        2.0 * WORD * tree.candidates() * channels,
        tree.rows() * channels,
        tree.rows() * channels * tree.columns(),
        0);
  }

  @Override
  public String hidden() {
    return "hidden words";
  }

  @Override
  public String added() {
    return "additions of words, and the offline part of a batch";
  }
}
