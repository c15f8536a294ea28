package dev.tributary.fl.jobs.algorithm.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.NamedChoice;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.protocol.FederationException;

/** How sums over the label party's gradients are hidden. */
public enum Cipher {
  /** Not at all: for comparisons on data that may be shown. */
  @JsonProperty("plain")
  PLAIN(Protection.PLAIN, null),
  /** Additively homomorphic, interoperable, slow. */
  @JsonProperty("paillier")
  PAILLIER(Protection.PAILLIER_REVEALED, Protection.PAILLIER_HIDDEN) {
    @Override
    void checkKeyBits(int keyBits) {}
  },
  /** Encrypted linear maps over lattices; hides membership. */
  @JsonProperty("lattice")
  LATTICE(null, Protection.LATTICE) {
    @Override
    void checkSigmaOut() {}
  };

  private final Protection revealing;
  private final Protection hiding;

  /** With what it is where membership is revealed and where it is hidden; null where it is not. */
  Cipher(Protection revealing, Protection hiding) {
    this.revealing = revealing;
    this.hiding = hiding;
  }

  /**
   * With a mode that the job asks for; USER if there is none.
   *
   * @param membership null for the cipher's own
   */
  Protection with(Membership membership) {
    if (membership == null) {
      return revealing == null ? hiding : revealing;
    }
    Protection asked = membership.of(revealing, hiding);
    if (asked == null) {
      throw FederationException.user(
          "membership: %s does not go with cipher: %s", membership, this);
    }
    return asked;
  }

  boolean hides(Protection protection) {
    return protection == hiding;
  }

  /** USER where the job gives a modulus other than the default and there is none. */
  void checkKeyBits(int keyBits) {
    if (keyBits != GbtParameters.KEY_BITS.preset()) {
      throw FederationException.user("key-bits goes with cipher: paillier only");
    }
  }

  /** USER where the job gives a strength of noise and there is none. */
  void checkSigmaOut() {
    throw FederationException.user("sigma-out goes with cipher: lattice only");
  }

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
