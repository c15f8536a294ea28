package dev.tributary.fl.vertical.cipher;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.tree.GbtParameters;
import java.util.List;

/** Additively homomorphic, interoperable, slow. */
final class PaillierCipher implements Cipher {
  private static final List<Protection> MODES =
      List.of(new PaillierRevealed(), new PaillierHidden());

  @Override
  public String name() {
    return "paillier";
  }

  @Override
  public List<Protection> protections() {
    return MODES;
  }

  @Override
  public List<Parameter<?>> keys() {
    return List.of(GbtParameters.KEY_BITS);
  }
}
