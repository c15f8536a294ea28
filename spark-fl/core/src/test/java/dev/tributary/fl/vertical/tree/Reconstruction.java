package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SplitCandidate;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.LinearMap;

/**
 * Plays a training whose label party keeps its view, and says how well the attack on the view does.
 */
final class Reconstruction {
  private final Federation federation;
  private final Objective objective;
  private final LabelView view;
  private final int[] candidates;

  private Reconstruction(
      Federation federation, Objective objective, LabelView view, int[] candidates) {
    this.federation = federation;
    this.objective = objective;
    this.view = view;
    this.candidates = candidates;
  }

  /**
   * Trains two parties.
   *
   * @param objective of one tree a round
   * @param candidates how many of the most balanced candidates are attacked
   */
  static Reconstruction of(
      Federation federation,
      TreeParameters parameters,
      Objective objective,
      LinearMap map,
      int candidates) {
    LabelView view = new LabelView(map);
    federation.map = () -> view;
    federation.train(parameters, objective);
    return new Reconstruction(
        federation, objective, view, MembershipAttack.balanced(view, candidates));
  }

  /**
   * The share of memberships that the attack gets right, the positives' where there are classes and
   * else everybody's, over the attacked candidates: mean of the shares among those left and those
   * right, so that a guess that does not depend on the person gives 0.5.
   */
  double recovered(int trees) {
    boolean classes = objective.isClassification();
    double sum = 0;
    for (int candidate : candidates) {
      double[] x = new MembershipAttack(view, trees, candidate, !classes).estimate();
      boolean[] left = memberships(candidate);
      int[] right = new int[2];
      int[] all = new int[2];
      for (int row = 0; row < x.length; row++) {
        if (!classes || federation.labels[row] == 1) {
          int side = left[row] ? 1 : 0;
          all[side]++;
          right[side] += (x[row] > 0.5) == left[row] ? 1 : 0;
        }
      }
      sum += ((double) right[0] / all[0] + (double) right[1] / all[1]) / 2;
    }
    return sum / candidates.length;
  }

  /** The truth, which the label party does not have: candidates are in natural order. */
  private boolean[] memberships(int candidate) {
    Table table = federation.others.get(0);
    FeatureCuts cuts = federation.cuts(table);
    int first = 0;
    for (BinnedBlock block :
        BlockLayout.natural(cuts.features(), federation.blocks).bin(cuts, table.columns())) {
      if (candidate < first + block.candidates()) {
        SplitCandidate split = SplitCandidate.of(block, candidate - first);
        boolean[] left = new boolean[federation.rows.training()];
        for (int row = 0; row < left.length; row++) {
          left[row] = split.goesLeft(block, block.bins(split.column())[row] & 0xff);
        }
        return left;
      }
      first += block.candidates();
    }
    throw new IllegalArgumentException("no candidate " + candidate);
  }
}
