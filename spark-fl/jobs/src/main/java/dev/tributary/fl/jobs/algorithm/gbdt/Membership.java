package dev.tributary.fl.jobs.algorithm.gbdt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.NamedChoice;

/** Whether feature parties learn which row is in which node. */
public enum Membership {
  /** They do, as in SecureBoost. */
  @JsonProperty("revealed")
  REVEALED {
    @Override
    <T> T of(T revealed, T hidden) {
      return revealed;
    }
  },
  /** They do not. */
  @JsonProperty("hidden")
  HIDDEN {
    @Override
    <T> T of(T revealed, T hidden) {
      return hidden;
    }
  };

  /** The one that it is about. */
  abstract <T> T of(T revealed, T hidden);

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
