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
  private final Progress progress;
  private final double[] baseScores;
  private final GradientScale scale;
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
    this.progress = progress;
    baseScores = objective.baseScores(labels, weights, rows.training());
    scale = GradientScale.of(objective, labels, weights, baseScores, rows.training());
    scores = new double[objective.classes()][rows.rows()];
    for (int k = 0; k < scores.length; k++) {
      Arrays.fill(scores[k], baseScores[k]);
    }
  }

  /** Runs all rounds and tells the feature parties that the training is over. */
  TrainingResult run() {
    for (int round = 0; round < parameters.trees() && !isStale(); round++) {
      long start = System.nanoTime();
      RoundGradients gradients = gradients(round);
      RoundTrees forest = new RoundTrees(parameters, sampling, own, role);
      trees.add(forest.grow(round, gradients, scores));
      report(round, start);
    }
    boolean stopping = parameters.earlyStoppingRounds() > 0 && rows.validation() > 0;
    int kept = stopping ? bestRounds : trees.size();
    return ModelSummary.conclude(
        role,
        self,
        objective,
        baseScores,
        trees.subList(0, kept),
        trees.size(),
        stopping ? bestScores : scores,
        reports);
  }

  private RoundGradients gradients(int round) {
    int n = rows.training();
    double[][] g = new double[objective.classes()][n];
    double[][] h = new double[objective.classes()][n];
    objective.derivatives(scores, labels, weights, n, g, h);
    boolean[] drawn = sampling.rows(round, n);
    return new RoundGradients(g, h, drawn, scale.quantize(g, h, drawn));
  }

  private void report(int round, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double training = objective.loss(scores, labels, weights, 0, rows.training());
    double validation = Double.NaN;
    if (rows.validation() > 0) {
      validation =
          objective.loss(scores, labels, weights, rows.validationStart(), rows.testStart());
      if (validation < bestLoss || bestScores == null) {
        bestLoss = validation;
        bestRounds = round + 1;
        bestScores = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
      }
    }
    RoundReport report = new RoundReport(round, parameters.trees(), training, validation, seconds);
    reports.add(report);
    progress.round(report);
  }

  private boolean isStale() {
    return parameters.earlyStoppingRounds() > 0
        && rows.validation() > 0
        && trees.size() - bestRounds >= parameters.earlyStoppingRounds();
  }
}
