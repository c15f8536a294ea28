package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.protocol.FederationException;

/**
 * Which common rows train, validate and test: either two conditions ({@code test} wins over {@code
 * validation}; the other rows train), or shares of a seeded shuffle ({@code train}, and a number
 * for {@code validation}; the rest tests).
 *
 * @param test condition of the test rows, see {@code RowCondition}; null: none
 * @param validation condition of the validation rows, or their share, 0 up to 1; null: none
 * @param train share of the training rows, above 0 and at most 1; null with conditions
 * @param seed of the shuffle
 */
public record SplitSection(
    @JsonProperty("test") String test,
    @JsonProperty("validation") Object validation,
    @JsonProperty("train") Double train,
    @JsonProperty("seed") Long seed) {
  private static final double ROUNDING = 1e-9;

  public SplitSection {
    if (train == null) {
      if (seed != null) {
        throw FederationException.user("seed goes with train: 0.7, not with conditions");
      }
      if (validation != null && !(validation instanceof String)) {
        throw FederationException.user(
            "validation must be a condition on the key where train is not given."
                + " Provided value: %s",
            validation);
      }
    } else {
      if (test != null) {
        throw FederationException.user(
            "split must have either train (a share) or test (a condition), not both");
      }
      if (validation != null && !(validation instanceof Number)) {
        throw FederationException.user(
            "validation must be a share beside train. Provided value: %s", validation);
      }
      Rules.above("train", train, 0, 1);
      double share = validation instanceof Number number ? number.doubleValue() : 0;
      // 1 - 0.8 is a little less than 0.2.
      Rules.between("validation", share, 0, Math.rint(1e9 * (1 - train)) / 1e9);
      seed = Rules.orElse(seed, 0L);
    }
  }

  /** No test rows: everything trains. */
  static SplitSection none() {
    return new SplitSection(null, null, null, null);
  }

  /** Whether the job says anything of which rows are used for what. */
  public boolean given() {
    return !equals(none());
  }

  /** Whether rows are drawn by shares of a shuffle. */
  public boolean byShares() {
    return train != null;
  }

  /** Whether the job wants test rows. */
  public boolean tests() {
    return byShares() ? train + validationShare() < 1 - ROUNDING : test != null;
  }

  /** Whether the job wants validation rows. */
  public boolean validates() {
    return byShares() ? validationShare() > 0 : validation != null;
  }

  /** Share of the validation rows. */
  public double validationShare() {
    return validation instanceof Number number ? number.doubleValue() : 0;
  }

  /** Condition of the validation rows, or null. */
  public String validationCondition() {
    return validation instanceof String condition ? condition : null;
  }
}
