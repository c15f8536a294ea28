package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a party brings to a job. */
public enum Role {
  /** It has the labels. */
  @JsonProperty("label")
  LABEL,
  /** It has features only. */
  @JsonProperty("feature")
  FEATURE;

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
