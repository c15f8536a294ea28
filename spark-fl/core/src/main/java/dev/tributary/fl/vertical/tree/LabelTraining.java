package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.tree.Tree;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Boosting at the label party: gradients, one forest of trees per round, early stopping. */
final class LabelTraining {
  private final PartyId self;
  private final TreeParameters parameters;
  private final Sampling sampling;
  private final Objective objective;
  private final RowOrder rows;
  private final double[] labels;
  private final double[] weights;
  private final OwnFeatures own;
  private final LabelRole role;
  private final JointRows joint;
  private final JointRows.Beginning beginning;
  private final Progress progress;
  private final double[][] scores;
  private final List<List<Tree>> trees = new ArrayList<>();
  private final List<RoundReport> reports = new ArrayList<>();
  private double[][] bestScores;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestRounds;

  LabelTraining(
      PartyId self,
      TreeParameters parameters,
      Sampling sampling,
      Objective objective,
      double[] labels,
      double[] weights,
      OwnFeatures own,
      LabelRole role,
      JointRows joint,
      JointRows.Beginning beginning,
      Progress progress) {
    this.self = self;
    this.parameters = parameters;
    this.sampling = sampling;
    this.objective = objective;
    this.rows = own.order();
    this.labels = labels;
    this.weights = weights;
    this.own = own;
    this.role = role;
    this.joint = joint;
    this.beginning = beginning;
    this.progress = progress;
    scores = new double[objective.classes()][rows.rows()];
    for (int k = 0; k < scores.length; k++) {
      Arrays.fill(scores[k], beginning.baseScores()[k]);
    }
  }

  /** Runs all rounds and tells the feature parties that the training is over. */
  TrainingResult run() {
    for (int round = 0; round < parameters.trees() && !isStale(); round++) {
      long start = System.nanoTime();
      RoundGradients gradients = gradients(round);
      RoundTrees forest = new RoundTrees(parameters, sampling, own, role, joint);
      trees.add(forest.grow(round, gradients, scores));
      report(round, start);
    }
    int kept = stops() ? bestRounds : trees.size();
    return ModelSummary.conclude(
        role,
        self,
        objective,
        beginning.baseScores(),
        trees.subList(0, kept),
        trees.size(),
        stops() ? bestScores : scores,
        reports);
  }

  private RoundGradients gradients(int round) {
    int n = rows.training();
    double[][] g = new double[objective.classes()][n];
    double[][] h = new double[objective.classes()][n];
    objective.derivatives(scores, labels, weights, n, g, h);
    boolean[] drawn = sampling.rows(round, n);
    return new RoundGradients(g, h, drawn, beginning.scale().quantize(g, h, drawn));
  }

  private void report(int round, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    JointRows.Losses losses = joint.losses(objective, rows, scores, labels, weights);
    if (beginning.validates() && (losses.validation() < bestLoss || bestScores == null)) {
      bestLoss = losses.validation();
      bestRounds = round + 1;
      bestScores = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
    }
    RoundReport report =
        new RoundReport(round, parameters.trees(), losses.training(), losses.validation(), seconds);
    reports.add(report);
    progress.round(report);
  }

  private boolean stops() {
    return parameters.earlyStoppingRounds() > 0 && beginning.validates();
  }

  private boolean isStale() {
    return stops() && trees.size() - bestRounds >= parameters.earlyStoppingRounds();
  }
}
