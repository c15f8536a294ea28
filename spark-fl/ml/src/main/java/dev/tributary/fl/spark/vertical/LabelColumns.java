package dev.tributary.fl.spark.vertical;

import java.util.Objects;
import java.util.Optional;

/**
 * The columns that only the label party has.
 *
 * @param label numeric
 * @param weight row weights, if any
 */
public record LabelColumns(String label, Optional<String> weight) {
  public LabelColumns {
    Objects.requireNonNull(label, "label");
  }

  public static LabelColumns of(String label) {
    return new LabelColumns(label, Optional.empty());
  }
}
