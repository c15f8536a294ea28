package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import java.util.List;

/** The label party's own rows: every total is what it put in. */
final class LabelPartyRows implements JointRows {
  @Override
  public Beginning begin(Objective objective, RowOrder rows, double[] labels, double[] weights) {
    objective.checkTraining(labels, rows.training());
    RowWeights.requireSome(rows, weights);
    double[] base = objective.baseScores(labels, weights, rows.training());
    GradientScale scale = GradientScale.of(objective, labels, weights, base, rows.training());
    return new Beginning(base, scale, rows.validation() > 0);
  }

  @Override
  public void agree(List<CandidateLayout> layouts, List<CandidateDirections> directions) {}

  @Override
  public void agree(int round, List<CandidateSet> active) {}

  @Override
  public List<CandidateSums> candidates(List<CandidateSums> answered, List<CandidateSet> active) {
    return answered;
  }

  @Override
  public long[] nodes(long[] own) {
    return own;
  }

  @Override
  public double[] leaves(double[] own) {
    return own;
  }

  @Override
  public Losses losses(
      Objective objective, RowOrder rows, double[][] scores, double[] labels, double[] weights) {
    return new Losses(
        objective.loss(scores, labels, weights, 0, rows.training()),
        rows.validation() == 0
            ? Double.NaN
            : objective.loss(scores, labels, weights, rows.validationStart(), rows.testStart()));
  }

  @Override
  public int copies() {
    return 1;
  }
}
