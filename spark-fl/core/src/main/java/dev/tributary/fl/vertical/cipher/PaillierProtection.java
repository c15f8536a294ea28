package dev.tributary.fl.vertical.cipher;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.tree.GbtParameters;
import java.util.List;

/** What both modes of {@link PaillierCipher} have in common. */
abstract class PaillierProtection implements Protection {
  static int keyBits(CipherKeys keys) {
    return keys.value(GbtParameters.KEY_BITS).orElseThrow();
  }

  /** Gradient pairs that a plaintext holds. */
  static int pairs(TreeShape tree, CipherKeys keys) {
    int summands = (int) Math.min(Integer.MAX_VALUE, Math.max(1, tree.rows()));
    return new PairPacking(keyBits(keys), summands, GradientPairs.LIMIT).pairsPerPlaintext();
  }

  /** A ciphertext is a number modulo the square of the modulus. */
  static double ciphertextBytes(CipherKeys keys) {
    return keyBits(keys) / 4.0;
  }

  @Override
  public final List<String> labelParty() {
    return List.of(
        "Exact sums of its own gradients over groups of people per anonymous split candidate."
            + " Over many trees such sums can suffice to reconstruct a column's coarse values for"
            + " the rarer class.",
        SplitTexts.TO_LABEL_PARTY);
  }

  @Override
  public final String hidden() {
    return "encryptions";
  }

  @Override
  public final String added() {
    return "multiplications of ciphertexts";
  }

  @Override
  public final boolean measuredOnSlice() {
    return true;
  }
}
