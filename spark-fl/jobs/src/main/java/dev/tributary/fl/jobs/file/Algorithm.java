package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is trained. */
public enum Algorithm {
  /** Gradient-boosted trees over parties with different columns. */
  @JsonProperty("vertical-gbdt")
  VERTICAL_GBDT;

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
