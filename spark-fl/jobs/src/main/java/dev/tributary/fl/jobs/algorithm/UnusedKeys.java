package dev.tributary.fl.jobs.algorithm;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.protocol.FederationException;

/**
 * Keys without a meaning to algorithms that learn no label: each would be ignored, or would take a
 * column away without a word.
 */
public final class UnusedKeys {
  private UnusedKeys() {}

  /**
   * USER for sections of a job that say which rows are held out and how a prediction is judged.
   * Their defaults are not told from nothing, since a job that is written again has them.
   *
   * @param algorithm its name in job files
   * @param takes what it does with all rows, as {@code describes}
   */
  public static void refuse(
      String algorithm, String takes, SplitSection split, EvaluateSection evaluate) {
    if (split.given()) {
      throw FederationException.user(
          "split means nothing to algorithm: %s, which %s all rows: leave it out",
          algorithm, takes);
    }
    if (evaluate.given()) {
      throw FederationException.user(
          "evaluate means nothing to algorithm: %s, which predicts nothing that could be judged:"
              + " leave it out",
          algorithm);
    }
  }

  /**
   * USER for a label, which would be a column at the others, and for what {@link #refuseOthers}
   * refuses.
   */
  public static void refuse(String algorithm, TableSource data) {
    if (data.label() != null) {
      throw FederationException.user(
          "data.label means nothing to algorithm: %s, where '%s' is a column like the others: leave"
              + " data.label out, or leave the column out at all parties with data.exclude",
          algorithm, data.label());
    }
    refuseOthers(algorithm, data);
  }

  /** USER for a weight, for columns of conditions and for directions; a label may be given. */
  public static void refuseOthers(String algorithm, TableSource data) {
    if (data.weight() != null) {
      throw FederationException.user(
          "data.weight means nothing to algorithm: %s, which counts every row once: leave it out",
          algorithm);
    }
    if (!data.split().isEmpty()) {
      throw FederationException.user(
          "data.split means nothing to algorithm: %s, which holds no rows out: leave it out, and"
              + " name columns that are no features in data.exclude. Provided value: %s",
          algorithm, data.split());
    }
    if (!data.monotone().isEmpty()) {
      throw FederationException.user(
          "data.monotone means nothing to algorithm: %s, which predicts nothing that could rise or"
              + " fall: leave it out",
          algorithm);
    }
  }
}
