package dev.tributary.fl.jobs.algorithm;

import dev.tributary.connectors.TableSource;
import dev.tributary.protocol.FederationException;

/** Keys of {@code data:} without a meaning to algorithms that have no labels and no weights. */
public final class UnusedKeys {
  private UnusedKeys() {}

  /**
   * USER for a label, which would be a column at the others, and for a weight, which would be
   * ignored.
   *
   * @param algorithm its name in job files
   */
  public static void refuse(String algorithm, TableSource data) {
    if (data.label() != null) {
      throw FederationException.user(
          "data.label means nothing to algorithm: %s, where '%s' is a column like the others: leave"
              + " data.label out, or leave the column out at all parties with data.exclude",
          algorithm, data.label());
    }
    refuseWeight(algorithm, data);
  }

  /** USER for a weight alone. */
  public static void refuseWeight(String algorithm, TableSource data) {
    if (data.weight() != null) {
      throw FederationException.user(
          "data.weight means nothing to algorithm: %s, which counts every row once: leave it out",
          algorithm);
    }
  }
}
