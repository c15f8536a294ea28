package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.model.FeatureImportance;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boosted trees, equal at all parties.
 *
 * @param format {@link #FORMAT}
 * @param objective name of what was minimised
 * @param classes trees per round
 * @param features names of the columns
 * @param baseScores raw score before the first tree, one per class
 * @param rounds {@code [round][class]}; every split is of one of the features
 */
public record BoostedModel(
    int format,
    String objective,
    int classes,
    List<String> features,
    List<Double> baseScores,
    List<List<Tree>> rounds) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public BoostedModel {
    ModelJson.requireFormat("boosted model", format, FORMAT);
    features = List.copyOf(features);
    baseScores = List.copyOf(baseScores);
    rounds = rounds.stream().map(List::copyOf).toList();
    if (Objective.of(objective, Math.max(2, classes)).classes() != classes
        || baseScores.size() != classes
        || rounds.stream().anyMatch(round -> round.size() != classes)) {
      throw new IllegalArgumentException(
          "base scores and every round must have " + classes + " entries, as the objective has");
    }
    for (List<Tree> round : rounds) {
      for (Tree tree : round) {
        for (TreeNode node : tree.nodes()) {
          if (!node.terminal()
              && (node.rule() == null || !features.contains(node.rule().feature()))) {
            throw new IllegalArgumentException(
                "a split must be of a feature of the model. Provided value: " + node);
          }
        }
      }
    }
  }

  /** What it was fitted to. */
  public Objective fitted() {
    return Objective.of(objective, classes);
  }

  /**
   * What every feature brought, most gain first, then by name; those without a split are absent.
   */
  public List<FeatureImportance> importances() {
    Map<String, FeatureImportance> found = new LinkedHashMap<>();
    for (List<Tree> round : rounds) {
      for (Tree tree : round) {
        for (TreeNode node : tree.nodes()) {
          if (!node.terminal()) {
            String name = node.rule().feature();
            found.merge(
                name,
                new FeatureImportance(name, node.gain(), node.cover(), 1),
                (sum, one) -> sum.plus(one.gain(), one.cover(), one.frequency()));
          }
        }
      }
    }
    List<FeatureImportance> sorted = new ArrayList<>(found.values());
    sorted.sort(
        Comparator.comparingDouble(FeatureImportance::gain)
            .reversed()
            .thenComparing(FeatureImportance::name));
    return List.copyOf(sorted);
  }
}
