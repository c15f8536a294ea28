package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Data that contradict the directions of two columns, and what trees make of these columns. */
public final class Wavy {
  public static final RowOrder ROWS = new RowOrder(300, 40, 60);

  private Wavy() {}

  /** Labels that rise and fall in x and u, which are to be monotone; z and v go between them. */
  public static Federation federation(String objective) {
    Random random = new Random(53);
    double[][] columns = new double[4][ROWS.rows()];
    double[] labels = new double[ROWS.rows()];
    for (int row = 0; row < labels.length; row++) {
      for (double[] column : columns) {
        column[row] = 4 * random.nextDouble() - 2;
      }
      double x = columns[0][row];
      double u = columns[2][row];
      double signal = x - u + 3 * Math.sin(4 * x) + 3 * Math.cos(4 * u);
      signal += columns[1][row] * columns[3][row] + random.nextGaussian();
      labels[row] =
          switch (objective) {
            case "binary" -> signal > 0 ? 1 : 0;
            case "poisson" -> Math.floor(Math.exp(signal / 4) + random.nextDouble());
            default -> signal;
          };
      if (random.nextInt(10) == 0) {
        columns[0][row] = Double.NaN;
        columns[2][row] = Double.NaN;
      }
    }
    Table own = new Table(List.of("x", "z"), Arrays.copyOf(columns, 2));
    Table other = new Table(List.of("u", "v"), Arrays.copyOfRange(columns, 2, 4));
    Federation f = new Federation(ROWS, labels, own, List.of(other));
    f.monotone = Map.of("x", Direction.INCREASING, "u", Direction.DECREASING);
    return f;
  }

  /** How often the score moves against the direction, over a grid of the feature. */
  public static int turns(Federation f, Federation.Outcome outcome, String feature, int sign) {
    int turns = 0;
    for (int row = 0; row < 60; row++) {
      Map<String, Double> values = new HashMap<>();
      for (Table table : List.of(f.own, f.others.get(0))) {
        for (String name : table.names()) {
          values.put(name, table.column(name)[row]);
        }
      }
      double before = Double.NaN;
      for (double at = -2.1; at < 2.2; at += 0.05) {
        values.put(feature, at);
        double score = score(outcome, values::get);
        turns += sign * (score - before) < 0 ? 1 : 0;
        before = score;
      }
    }
    return turns;
  }

  private static double score(Federation.Outcome outcome, ToDoubleFunction<String> row) {
    double score = outcome.label().model().baseScores().get(0);
    for (Tree tree : outcome.label().model().trees()) {
      TreeNode at = tree.nodes().get(0);
      while (!at.terminal()) {
        SplitRule rule = rule(outcome, at);
        double value = row.applyAsDouble(rule.feature());
        boolean left = Double.isNaN(value) ? rule.missingLeft() : value <= rule.threshold();
        at = tree.nodes().get(left ? at.left() : at.right());
      }
      score += at.weight();
    }
    return score;
  }

  private static SplitRule rule(Federation.Outcome outcome, TreeNode node) {
    return node.rule() != null
        ? node.rule()
        : OracleTest.find(outcome.features().get(0).model(), node.split());
  }

  /** Inner nodes that split this feature. */
  public static long splits(Federation.Outcome outcome, String feature) {
    return outcome.label().model().trees().stream()
        .flatMap(tree -> tree.nodes().stream())
        .filter(node -> !node.terminal())
        .filter(node -> rule(outcome, node).feature().equals(feature))
        .count();
  }
}
