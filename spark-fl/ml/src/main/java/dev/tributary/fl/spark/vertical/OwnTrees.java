package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The trees of a model whose splits are all the label party's, walked over a row of doubles.
 *
 * <p>Nodes of all trees stand in one sequence: {@code feature[i]} is the place of the split column,
 * or -1 in a leaf with weight {@code value[i]}; otherwise the threshold is {@code value[i]}.
 */
final class OwnTrees implements Scores<Row> {
  private static final long serialVersionUID = 1L;

  private final double[] baseScores;
  private final int[] roots;
  private final int[] feature;
  private final double[] value;
  private final boolean[] missingLeft;
  private final int[] left;
  private final int[] right;

  private OwnTrees(double[] baseScores, int trees, int nodes) {
    this.baseScores = baseScores;
    roots = new int[trees];
    feature = new int[nodes];
    value = new double[nodes];
    missingLeft = new boolean[nodes];
    left = new int[nodes];
    right = new int[nodes];
  }

  /** Whether no other party keeps a split of this model. */
  static boolean suffice(LabelTreeModel model) {
    return model.trees().stream().flatMap(t -> t.nodes().stream()).allMatch(n -> n.party() == null);
  }

  /**
   * @param columns what {@link #of} gets, by place; has every column that the model splits
   */
  static OwnTrees of(LabelTreeModel model, List<String> columns) {
    List<Tree> trees = model.trees();
    OwnTrees flat =
        new OwnTrees(
            model.baseScores().stream().mapToDouble(Double::doubleValue).toArray(),
            trees.size(),
            trees.stream().mapToInt(t -> t.nodes().size()).sum());
    int at = 0;
    for (int t = 0; t < trees.size(); t++) {
      flat.roots[t] = at;
      for (TreeNode node : trees.get(t).nodes()) {
        flat.set(flat.roots[t], at++, node, columns);
      }
    }
    return flat;
  }

  private void set(int root, int at, TreeNode node, List<String> columns) {
    if (node.terminal()) {
      feature[at] = -1;
      value[at] = node.weight();
      return;
    }
    SplitRule rule = node.rule();
    feature[at] = columns.indexOf(rule.feature());
    if (feature[at] < 0) {
      throw FederationException.user(
          "the model splits column '%s', which is not among the feature columns", rule.feature());
    }
    value[at] = rule.threshold();
    missingLeft[at] = rule.missingLeft();
    left[at] = root + node.left();
    right[at] = root + node.right();
  }

  @Override
  public double[] of(Row row) {
    double[] raw = baseScores.clone();
    for (int t = 0; t < roots.length; t++) {
      int at = roots[t];
      while (feature[at] >= 0) {
        at = goesLeft(row, at) ? left[at] : right[at];
      }
      raw[t % raw.length] += value[at];
    }
    return raw;
  }

  private boolean goesLeft(Row row, int at) {
    if (row.isNullAt(feature[at])) {
      return missingLeft[at];
    }
    double x = row.getDouble(feature[at]);
    return Double.isNaN(x) ? missingLeft[at] : x <= value[at];
  }
}
