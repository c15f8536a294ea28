package dev.tributary.fl.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a party brings to a run. */
public enum Role {
  /** Rows with labels: in vertical runs the one party that has them, in horizontal ones each. */
  @JsonProperty("label")
  LABEL,
  /** Columns about the people of others. */
  @JsonProperty("feature")
  FEATURE;

  /** As in job files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
