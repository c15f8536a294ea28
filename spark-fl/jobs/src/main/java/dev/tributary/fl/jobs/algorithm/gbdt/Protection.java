package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import java.util.List;

/**
 * How the label party's gradients travel: a {@link Cipher} in one of its modes, and everything that
 * depends on it.
 */
enum Protection {
  PLAIN(PlainLinearMap.SUITE, GbdtDisclosure.PLAINTEXT, "encryptions", "additions of numbers") {
    @Override
    TreeCost sums(TreeShape tree) {
      return TreeCost.plain(tree);
    }

    @Override
    List<String> warnings() {
      return List.of("cipher: plain protects nothing: the labels can be read by the other parties");
    }
  },
  PAILLIER_REVEALED(
      PaillierLinearMap.REVEALED_SUITE,
      GbdtDisclosure.PAILLIER_REVEALED,
      "encryptions",
      "multiplications of ciphertexts") {
    @Override
    TreeCost sums(TreeShape tree) {
      return TreeCost.revealed(tree);
    }

    @Override
    List<String> warnings() {
      return List.of(
          "membership is revealed: the other parties see every row's tree node, from which labels"
              + " can partly be inferred");
    }
  },
  PAILLIER_HIDDEN(
      PaillierLinearMap.HIDDEN_SUITE,
      GbdtDisclosure.PAILLIER_HIDDEN,
      "encryptions",
      "multiplications of ciphertexts") {
    @Override
    TreeCost sums(TreeShape tree) {
      return TreeCost.hidden(tree);
    }
  },
  LATTICE(
      LatticeSet.SUITE,
      GbdtDisclosure.LATTICE,
      "hidden words",
      "additions of words, and the offline part of a batch") {
    @Override
    TreeCost sums(TreeShape tree) {
      return TreeCost.lattice(tree);
    }
  };

  private final String suite;
  private final GbdtDisclosure disclosure;
  private final String hidden;
  private final String added;

  Protection(String suite, GbdtDisclosure disclosure, String hidden, String added) {
    this.suite = suite;
    this.disclosure = disclosure;
    this.hidden = hidden;
    this.added = added;
  }

  /** What the estimators call it. */
  String suite() {
    return suite;
  }

  /** Who learns what. */
  GbdtDisclosure disclosure() {
    return disclosure;
  }

  /** What the label party makes of its gradients, counted in {@link TreeCost#encryptions}. */
  String hidden() {
    return hidden;
  }

  /** What a feature party does, counted in {@link TreeCost#additions}. */
  String added() {
    return added;
  }

  /** What the sums of one tree cost; nothing of splits and of messages. */
  abstract TreeCost sums(TreeShape tree);

  /** What a careful reader of a job would ask about. */
  List<String> warnings() {
    return List.of();
  }
}
