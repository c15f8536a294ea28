package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The oracle: a centralised booster on the joined table, written for the tests without any class of
 * the product but parameters, objectives, cuts and the fixed point. Recursive, row by row, no
 * histograms, no subtraction.
 */
final class NaiveBooster {
  private final TreeParameters parameters;
  private final Objective objective;
  private final RowOrder rows;
  private final double[] labels;
  private final double[] weights;
  private final List<Table> parties;
  private final List<FeatureCuts> cuts;
  final double[][] scores;
  final List<Node> trees = new ArrayList<>();
  private List<Node> followed;
  private NaiveSplit.Check check;

  /** 1 or -1 by feature. */
  final Map<String, Integer> directions = new HashMap<>();

  /** A node; a leaf has no children. */
  static final class Node {
    int party;
    String feature;
    double threshold;
    boolean missingLeft;
    double weight;
    Node left;
    Node right;

    boolean goesLeft(double value) {
      return Double.isNaN(value) ? missingLeft : value <= threshold;
    }
  }

  NaiveBooster(
      TreeParameters parameters,
      Objective objective,
      RowOrder rows,
      double[] labels,
      double[] weights,
      List<Table> parties,
      List<FeatureCuts> cuts) {
    this.parameters = parameters;
    this.objective = objective;
    this.rows = rows;
    this.labels = labels;
    this.weights = weights;
    this.parties = parties;
    this.cuts = cuts;
    this.scores = new double[objective.classes()][rows.rows()];
  }

  /** Trains all rounds, with the draws that {@link Federation} gives the product. */
  void train() {
    double[] base = objective.baseScores(labels, weights, rows.training());
    double heaviest = 0;
    for (int row = 0; row < rows.training(); row++) {
      heaviest = Math.max(heaviest, weights[row]);
    }
    double bound = heaviest * objective.derivativeBound(labels, base, rows.training());
    int bits = Math.min(24, 29 - (int) Math.ceil(Math.log(bound) / Math.log(2) - 1e-12));
    for (int k = 0; k < base.length; k++) {
      Arrays.fill(scores[k], base[k]);
    }
    for (int round = 0; round < parameters.trees(); round++) {
      round(round, bits);
    }
  }

  /** Takes the splits of given trees instead of the best, and shows both at every node. */
  void follow(List<Node> given, NaiveSplit.Check splitCheck) {
    followed = given;
    check = splitCheck;
    train();
  }

  private void round(int round, int bits) {
    int n = rows.training();
    double[][] g = new double[objective.classes()][n];
    double[][] h = new double[objective.classes()][n];
    objective.derivatives(scores, labels, weights, n, g, h);
    boolean[] drawnRows = new TestDraws(parameters, Federation.LABEL).rows(round, n);
    List<boolean[]> drawnColumns = new ArrayList<>();
    for (int p = 0; p < parties.size(); p++) {
      drawnColumns.add(
          new TestDraws(parameters, p == 0 ? Federation.LABEL : new PartyId("bureau-" + p))
              .columns(round, cuts.get(p).features()));
    }
    for (int k = 0; k < objective.classes(); k++) {
      List<Integer> members = new ArrayList<>();
      for (int row = 0; row < n; row++) {
        if (drawnRows[row]) {
          members.add(row);
        }
      }
      Node guide = followed == null ? null : followed.get(trees.size());
      Node root =
          grow(members, g[k], h[k], bits, drawnColumns, 0, guide, new double[] {-1e300, 1e300});
      trees.add(root);
      for (int row = 0; row < rows.rows(); row++) {
        Node at = root;
        while (at.left != null) {
          double value = parties.get(at.party).column(at.feature)[row];
          at = at.goesLeft(value) ? at.left : at.right;
        }
        scores[k][row] += at.weight;
      }
    }
  }

  private Node grow(
      List<Integer> members,
      double[] g,
      double[] h,
      int bits,
      List<boolean[]> drawnColumns,
      int level,
      Node guide,
      double[] range) {
    Node best = level < parameters.depth() ? best(members, g, h, bits, drawnColumns, range) : null;
    if (guide != null && level < parameters.depth()) {
      Node chosen = guide.left == null ? null : copy(guide);
      check.accept(
          level,
          split(chosen, members, g, h, bits, range),
          split(best, members, g, h, bits, range));
      best = chosen;
    }
    if (best == null) {
      Node leaf = new Node();
      double sumG = 0;
      double sumH = 0;
      for (int row : members) {
        sumG += g[row];
        sumH += h[row];
      }
      leaf.weight = parameters.learningRate() * weight(sumG, sumH, range);
      return leaf;
    }
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    for (int row : members) {
      double value = parties.get(best.party).column(best.feature)[row];
      (best.goesLeft(value) ? left : right).add(row);
    }
    double[] low = range;
    double[] high = range;
    int direction = direction(best);
    if (direction != 0) {
      NaiveSplit split = split(best, members, g, h, bits, range);
      double middle =
          (weight(split.leftG(), split.leftH(), range)
                  + weight(split.rightG(), split.rightH(), range))
              / 2;
      low = new double[] {range[0], middle};
      high = new double[] {middle, range[1]};
    }
    Node guideLeft = guide == null ? null : guide.left;
    Node guideRight = guide == null ? null : guide.right;
    best.left =
        grow(left, g, h, bits, drawnColumns, level + 1, guideLeft, direction < 0 ? high : low);
    best.right =
        grow(right, g, h, bits, drawnColumns, level + 1, guideRight, direction < 0 ? low : high);
    return best;
  }

  private Node best(
      List<Integer> members,
      double[] g,
      double[] h,
      int bits,
      List<boolean[]> drawnColumns,
      double[] range) {
    Node best = null;
    double most = parameters.gamma();
    for (int p = 0; p < parties.size(); p++) {
      for (int f = 0; f < cuts.get(p).features(); f++) {
        if (drawnColumns.get(p)[f]) {
          for (Node candidate : candidates(p, f)) {
            double gain = split(candidate, members, g, h, bits, range).gain();
            if (gain > most) {
              most = gain;
              best = candidate;
            }
          }
        }
      }
    }
    return best;
  }

  private List<Node> candidates(int party, int feature) {
    double[] ofFeature = cuts.get(party).cuts()[feature];
    boolean missing = cuts.get(party).missing()[feature];
    List<Node> result = new ArrayList<>();
    for (double cut : ofFeature) {
      result.add(node(party, feature, cut, false));
    }
    if (missing) {
      result.add(node(party, feature, Double.POSITIVE_INFINITY, false));
      for (double cut : ofFeature) {
        result.add(node(party, feature, cut, true));
      }
    }
    return result;
  }

  private Node node(int party, int feature, double threshold, boolean missingLeft) {
    Node node = new Node();
    node.party = party;
    node.feature = cuts.get(party).names().get(feature);
    node.threshold = threshold;
    node.missingLeft = missingLeft;
    return node;
  }

  private static Node copy(Node guide) {
    Node node = new Node();
    node.party = guide.party;
    node.feature = guide.feature;
    node.threshold = guide.threshold;
    node.missingLeft = guide.missingLeft;
    return node;
  }

  private int direction(Node node) {
    return Double.isInfinite(node.threshold) ? 0 : directions.getOrDefault(node.feature, 0);
  }

  private NaiveSplit split(
      Node node, List<Integer> members, double[] g, double[] h, int bits, double[] range) {
    if (node == null) {
      return NaiveSplit.NONE;
    }
    double[] column = parties.get(node.party).column(node.feature);
    long leftG = 0;
    long leftH = 0;
    long allG = 0;
    long allH = 0;
    for (int row : members) {
      long fixedG = (long) Math.rint(g[row] * Math.pow(2, bits));
      long fixedH = (long) Math.rint(h[row] * Math.pow(2, bits));
      allG += fixedG;
      allH += fixedH;
      if (node.goesLeft(column[row])) {
        leftG += fixedG;
        leftH += fixedH;
      }
    }
    double unit = Math.pow(2, -bits);
    double left = leftH * unit;
    double right = (allH - leftH) * unit;
    double rightG = (allG - leftG) * unit;
    double gain = strength(leftG * unit, left, range) + strength(rightG, right, range);
    gain -= strength(allG * unit, allH * unit, range);
    boolean light = left < parameters.minChildWeight() || right < parameters.minChildWeight();
    double leftWeight = weight(leftG * unit, left, range);
    double rightWeight = weight(rightG, right, range);
    boolean wrong =
        (direction(node) > 0 && leftWeight > rightWeight)
            || (direction(node) < 0 && leftWeight < rightWeight);
    return new NaiveSplit(
        light || wrong ? Double.NEGATIVE_INFINITY : gain, leftG * unit, left, rightG, right);
  }

  /** Twice what the penalised loss falls by with the weight that it has. */
  private double strength(double g, double h, double[] range) {
    double w = weight(g, h, range);
    double curvature = h + parameters.lambda();
    if (curvature > 0 && w > range[0] && w < range[1]) {
      double shrunk = Math.max(0, Math.abs(g) - parameters.alpha());
      return shrunk * shrunk / curvature;
    }
    return curvature > 0
        ? -2 * g * w - 2 * parameters.alpha() * Math.abs(w) - curvature * w * w
        : 0;
  }

  private double weight(double g, double h, double[] range) {
    double shrunk = Math.signum(g) * Math.max(0, Math.abs(g) - parameters.alpha());
    double w = h + parameters.lambda() > 0 ? -shrunk / (h + parameters.lambda()) : 0;
    return w < range[0] ? range[0] : w > range[1] ? range[1] : w;
  }
}
