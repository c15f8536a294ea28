package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.NamedChoice;
import dev.tributary.fl.vertical.cipher.Protection;

/** Whether feature parties learn which row is in which node. */
public enum Membership {
  /** They do, as in SecureBoost. */
  @JsonProperty("revealed")
  REVEALED,
  /** They do not. */
  @JsonProperty("hidden")
  HIDDEN;

  /** That of a cipher's mode. */
  static Membership of(Protection protection) {
    return protection.hidesMembership() ? HIDDEN : REVEALED;
  }

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
