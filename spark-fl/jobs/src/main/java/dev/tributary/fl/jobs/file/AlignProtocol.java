package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How common rows are found. */
public enum AlignProtocol {
  /** Private set intersection by commuting exponentiations on Curve25519. */
  @JsonProperty("ecdh-psi")
  ECDH_PSI;

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
