package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Scores rows of values by a model; shipped to executors. */
public final class BoostedScorer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String objective;
  private final double[] baseScores;
  private final List<Nodes> trees = new ArrayList<>();

  /** One tree as arrays; a leaf has feature -1. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Nodes(
      int[] feature,
      double[] threshold,
      boolean[] missingLeft,
      int[] left,
      int[] right,
      double[] weight)
      implements Serializable {
    double weightOf(double[] row) {
      int node = 0;
      while (feature[node] >= 0) {
        double value = row[feature[node]];
        boolean goesLeft = Double.isNaN(value) ? missingLeft[node] : value <= threshold[node];
        node = goesLeft ? left[node] : right[node];
      }
      return weight[node];
    }
  }

  public BoostedScorer(BoostedModel model) {
    objective = model.objective();
    baseScores = model.baseScores().stream().mapToDouble(Double::doubleValue).toArray();
    for (List<Tree> round : model.rounds()) {
      for (Tree tree : round) {
        trees.add(nodes(tree, model.features()));
      }
    }
  }

  private static Nodes nodes(Tree tree, List<String> features) {
    int count = tree.nodes().size();
    Nodes nodes =
        new Nodes(
            new int[count],
            new double[count],
            new boolean[count],
            new int[count],
            new int[count],
            new double[count]);
    for (int i = 0; i < count; i++) {
      TreeNode node = tree.nodes().get(i);
      if (node.terminal()) {
        nodes.feature[i] = -1;
        nodes.weight[i] = node.weight();
      } else {
        nodes.feature[i] = features.indexOf(node.rule().feature());
        nodes.threshold[i] = node.rule().threshold();
        nodes.missingLeft[i] = node.rule().missingLeft();
        nodes.left[i] = node.left();
        nodes.right[i] = node.right();
      }
    }
    return nodes;
  }

  /**
   * Raw scores, one per class.
   *
   * @param row {@code [feature]}, NaN where missing
   */
  public double[] rawScores(double[] row) {
    double[] scores = baseScores.clone();
    for (int t = 0; t < trees.size(); t++) {
      scores[t % scores.length] += trees.get(t).weightOf(row);
    }
    return scores;
  }

  /** What the model predicts for raw scores. */
  public double[] predict(double[] rawScores) {
    return Objective.of(objective, baseScores.length).predict(rawScores);
  }
}
