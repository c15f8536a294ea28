package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LevelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Grows the trees of one round, one per class, level by level and all classes at once. */
final class RoundTrees {
  private final TreeParameters parameters;
  private final Sampling sampling;
  private final OwnFeatures own;
  private final LabelRole role;
  private final JointRows joint;
  private final SplitDirections directions;

  RoundTrees(
      TreeParameters parameters,
      Sampling sampling,
      OwnFeatures own,
      LabelRole role,
      JointRows joint) {
    this.parameters = parameters;
    this.sampling = sampling;
    this.own = own;
    this.role = role;
    this.joint = joint;
    List<CandidateDirections> bySource = new ArrayList<>();
    bySource.add(own.directions());
    bySource.addAll(role.directions());
    this.directions = SplitDirections.of(bySource);
  }

  /**
   * @param scores raw scores {@code [class][row]}, to which the new leaves are added
   * @return one tree per class
   */
  List<Tree> grow(int round, RoundGradients gradients, double[][] scores) {
    boolean[] drawn = sampling.columns(round, own.features());
    List<CandidateSet> active = new ArrayList<>();
    active.add(own.active(drawn));
    active.addAll(role.startRound(round, gradients.pairs()));
    List<GrowingTree> trees = new ArrayList<>();
    joint.agree(round, active);
    for (int k = 0; k < scores.length; k++) {
      trees.add(new GrowingTree(gradients, k, own.order().rows()));
    }
    weigh(trees);
    boolean more = true;
    for (int level = 0; more; level++) {
      sumLevel(level, trees, gradients, active, drawn);
      more = splitLevel(round, level, trees, active, gradients);
    }
    role.endRound();
    return finish(trees, scores);
  }

  /** Gives the open nodes of all trees their totals over the rows of all label parties. */
  private void weigh(List<GrowingTree> trees) {
    List<OpenNode> open = trees.stream().flatMap(tree -> tree.open().stream()).toList();
    long[] own = new long[3 * open.size()];
    for (int i = 0; i < open.size(); i++) {
      own[3 * i] = open.get(i).own.gradient();
      own[3 * i + 1] = open.get(i).own.hessian();
      own[3 * i + 2] = open.get(i).own.rows();
    }
    long[] totals = own.length == 0 ? own : joint.nodes(own);
    for (int i = 0; i < open.size(); i++) {
      open.get(i).gradient = totals[3 * i];
      open.get(i).hessian = totals[3 * i + 1];
      open.get(i).rows = totals[3 * i + 2];
    }
  }

  /** Weighs the leaves of all trees and adds them to the scores. */
  private List<Tree> finish(List<GrowingTree> trees, double[][] scores) {
    double[] sums =
        joint.leaves(
            trees.stream().flatMapToDouble(tree -> Arrays.stream(tree.leafSums())).toArray());
    List<Tree> grown = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < scores.length; k++) {
      int length = 2 * trees.get(k).leaves();
      double[] ofTree = Arrays.copyOfRange(sums, at, at + length);
      grown.add(trees.get(k).finish(parameters, ofTree, scores[k]));
      at += length;
    }
    return grown;
  }

  private void sumLevel(
      int level,
      List<GrowingTree> trees,
      RoundGradients gradients,
      List<CandidateSet> active,
      boolean[] drawn) {
    int channels = 0;
    short[][] channelOfRow = new short[trees.size()][];
    for (int k = 0; k < channelOfRow.length; k++) {
      channels = trees.get(k).assignChannels(channels);
      channelOfRow[k] = trees.get(k).channelOfRow();
    }
    LevelChannels vectors = new LevelChannels(level, channels, channelOfRow);
    role.send(vectors);
    List<CandidateSums> answers = new ArrayList<>();
    answers.add(own.sums(LevelRows.of(gradients.pairs(), vectors), drawn));
    answers.addAll(role.sums());
    List<CandidateSums> totals = joint.candidates(answers, active);
    for (GrowingTree tree : trees) {
      LevelSums.distribute(tree.open(), answers, totals);
    }
  }

  /** Chooses and applies the splits of a level; returns whether another level follows. */
  private boolean splitLevel(
      int round,
      int level,
      List<GrowingTree> trees,
      List<CandidateSet> active,
      RoundGradients gradients) {
    SplitFinder finder =
        new SplitFinder(parameters, gradients.pairs().gradientFractionBits(), directions);
    List<List<Optional<SplitFinder.BestSplit>>> best = new ArrayList<>();
    for (GrowingTree tree : trees) {
      best.add(
          tree.open().stream()
              .map(n -> finder.find(n.sums, active, n.gradient, n.hessian, n.bounds))
              .toList());
    }
    LevelChoices choices = LevelChoices.of(best, role.parties().size());
    boolean more = choices.any() && level + 1 < parameters.depth();
    choices.resolve(own, role, level, more);
    List<List<OpenNode>> parents = trees.stream().map(GrowingTree::open).toList();
    List<List<ChosenSplit>> chosen = best.stream().map(choices::chosen).toList();
    ClaimedSums claimed = new ClaimedSums(role.parties(), round, level);
    for (int k = 0; k < trees.size(); k++) {
      trees.get(k).part(chosen.get(k));
      claimed.check(parents.get(k), best.get(k), trees.get(k).open());
    }
    weigh(trees);
    for (int k = 0; k < trees.size(); k++) {
      trees.get(k).keep(parents.get(k), chosen.get(k), finder);
    }
    return more;
  }
}
