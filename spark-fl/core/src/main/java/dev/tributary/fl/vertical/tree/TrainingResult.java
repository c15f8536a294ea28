package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.util.List;

/**
 * What the label party has after a training.
 *
 * @param model its part of the model: the rounds up to the best validation loss
 * @param rawScores of the model, {@code [class][row]}, all rows of the row order
 * @param rounds a report per round that took place, kept or not
 * @param importances of its own features, most gain first; features without a split are absent
 * @param partyImportances of every party's features together, itself included, most gain first
 */
public record TrainingResult(
    LabelTreeModel model,
    double[][] rawScores,
    List<RoundReport> rounds,
    List<FeatureImportance> importances,
    List<FeatureImportance> partyImportances) {
  /** Wall time per tree, waits included: from the first gradient to the last leaf. */
  public double secondsPerTree() {
    return rounds.stream().mapToDouble(RoundReport::seconds).sum()
        / (rounds.size() * (double) model.classes());
  }
}
