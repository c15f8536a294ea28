package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.evaluation.Judge;

/** What the trees fit. */
public enum Objective {
  /** Labels 0 and 1; scores are probabilities. */
  @JsonProperty("binary")
  BINARY(Judge.BINARY),
  /** Labels 0 to classes - 1; one score per class. */
  @JsonProperty("multiclass")
  MULTICLASS(Judge.CLASSES),
  /** Any number. */
  @JsonProperty("squared-error")
  SQUARED_ERROR(Judge.NUMBERS),
  /** Counts, at least 0; scores are means. */
  @JsonProperty("poisson")
  POISSON(Judge.COUNTS);

  private final Judge judge;

  Objective(Judge judge) {
    this.judge = judge;
  }

  /** How its scores are judged. */
  public Judge judge() {
    return judge;
  }

  @Override
  public String toString() {
    return NamedChoice.name(this);
  }
}
