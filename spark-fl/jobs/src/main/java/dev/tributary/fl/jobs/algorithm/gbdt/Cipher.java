package dev.tributary.fl.jobs.algorithm.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.NamedChoice;

/** How sums over the label party's gradients are hidden. */
public enum Cipher {
  /** Not at all: for comparisons on data that may be shown. */
  @JsonProperty("plain")
  PLAIN,
  /** Additively homomorphic, interoperable, slow. */
  @JsonProperty("paillier")
  PAILLIER,
  /** Encrypted linear maps over lattices; hides membership. */
  @JsonProperty("lattice")
  LATTICE;

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
