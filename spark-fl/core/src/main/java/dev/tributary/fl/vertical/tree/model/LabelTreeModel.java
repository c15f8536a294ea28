package dev.tributary.fl.vertical.tree.model;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The label party's part of a boosted model: shapes, own splits and leaf weights.
 *
 * @param format {@link #FORMAT}
 * @param objective name of the objective
 * @param classes trees per round
 * @param baseScores raw score before the first tree, one per class
 * @param rounds {@code [round][class]}
 */
public record LabelTreeModel(
    int format, String objective, int classes, List<Double> baseScores, List<List<Tree>> rounds) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public LabelTreeModel {
    ModelJson.requireFormat("label model", format, FORMAT);
    baseScores = List.copyOf(baseScores);
    rounds = rounds.stream().map(List::copyOf).toList();
    if (baseScores.size() != classes || rounds.stream().anyMatch(r -> r.size() != classes)) {
      throw new IllegalArgumentException(
          "base scores and every round must have " + classes + " entries");
    }
  }

  /** All trees, by round, then class. */
  public List<Tree> trees() {
    List<Tree> trees = new ArrayList<>();
    rounds.forEach(trees::addAll);
    return trees;
  }

  /** How the label party bins its own columns to score: just the thresholds that the trees use. */
  public FeatureCuts scoringCuts() {
    return ScoringCuts.of(
        trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .map(TreeNode::rule)
            .filter(rule -> rule != null)
            .toList());
  }
}
