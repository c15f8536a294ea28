package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What all owners accept by having it in their job file, and would be refused otherwise. */
public enum Consent {
  /** Sums that two parties are left in: a total less one's own part is the other's. */
  @JsonProperty("two-party-sum")
  TWO_PARTY_SUM(
      "with two parties every total, less one's own part, is the other party's: each learns the"
          + " other's sums");

  private final String words;

  Consent(String words) {
    this.words = words;
  }

  /** What it means. */
  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
