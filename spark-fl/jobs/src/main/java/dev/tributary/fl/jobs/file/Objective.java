package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the trees fit. */
public enum Objective {
  /** Labels 0 and 1; scores are probabilities. */
  @JsonProperty("binary")
  BINARY,
  /** Labels 0 to classes - 1; one score per class. */
  @JsonProperty("multiclass")
  MULTICLASS,
  /** Any number. */
  @JsonProperty("squared-error")
  SQUARED_ERROR,
  /** Counts, at least 0; scores are means. */
  @JsonProperty("poisson")
  POISSON;

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
