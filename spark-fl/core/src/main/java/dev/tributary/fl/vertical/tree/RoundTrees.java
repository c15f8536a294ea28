package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.LevelRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Grows the trees of one round, one per class, level by level and all classes at once. */
final class RoundTrees {
  private final TreeParameters parameters;
  private final Sampling sampling;
  private final OwnFeatures own;
  private final LabelRole role;
  private final SplitDirections directions;

  RoundTrees(TreeParameters parameters, Sampling sampling, OwnFeatures own, LabelRole role) {
    this.parameters = parameters;
    this.sampling = sampling;
    this.own = own;
    this.role = role;
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
    for (int k = 0; k < scores.length; k++) {
      trees.add(new GrowingTree(gradients, k, own.order().rows()));
    }
    boolean more = true;
    for (int level = 0; more; level++) {
      sumLevel(level, trees, gradients, drawn);
      more = splitLevel(round, level, trees, active, gradients);
    }
    role.endRound();
    List<Tree> grown = new ArrayList<>();
    for (int k = 0; k < scores.length; k++) {
      grown.add(trees.get(k).finish(parameters, scores[k]));
    }
    return grown;
  }

  private void sumLevel(
      int level, List<GrowingTree> trees, RoundGradients gradients, boolean[] drawn) {
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
    for (GrowingTree tree : trees) {
      LevelSums.distribute(tree.open(), answers);
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
    ClaimedSums claimed = new ClaimedSums(role.parties(), round, level);
    for (int k = 0; k < trees.size(); k++) {
      List<OpenNode> parents = trees.get(k).open();
      trees.get(k).split(choices.chosen(best.get(k)), finder);
      claimed.check(parents, best.get(k), trees.get(k).open());
    }
    return more;
  }
}
