package dev.tributary.fl.spark.estimator;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.tree.RoundReport;
import dev.tributary.fl.tree.TrainingResult;
import java.util.List;

/**
 * How the training of a label party's model went; not persisted.
 *
 * @param rows common rows that trained or validated
 * @param secondsPerTree wall time, waits included
 * @param rounds a report per round that took place
 * @param importances of the own features, most gain first
 * @param partyImportances of every party's features together, most gain first
 */
public record TrainingSummary(
    int rows,
    double secondsPerTree,
    List<RoundReport> rounds,
    List<FeatureImportance> importances,
    List<FeatureImportance> partyImportances) {
  public TrainingSummary {
    rounds = List.copyOf(rounds);
    importances = List.copyOf(importances);
    partyImportances = List.copyOf(partyImportances);
  }

  static TrainingSummary of(TrainingResult result, int rows) {
    return new TrainingSummary(
        rows,
        result.secondsPerTree(),
        result.rounds(),
        result.importances(),
        result.partyImportances());
  }
}
