package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Vertical gradient-boosted trees: the way in for each role. All parties of a session call at the
 * same time, the label party {@link #train}, the others {@link #serve}; errors are {@link
 * FederationException}s, after which the caller aborts the run.
 */
public final class VerticalGbt {
  private VerticalGbt() {}

  /**
   * Trains with all parties of the session.
   *
   * @param labels by row of the row order; those of test rows are not read
   * @param weightsOrNull by row, finite and at least 0; null for 1 each
   * @param ownCuts meaning of the own features
   * @param own the own feature blocks over all rows; may have no shard
   * @param map the job's cipher
   */
  public static TrainingResult train(
      FederatedSession session,
      TreeParameters parameters,
      Objective objective,
      RowOrder rows,
      double[] labels,
      double[] weightsOrNull,
      FeatureCuts ownCuts,
      Shards<BinnedBlock> own,
      LinearMap map,
      Progress progress) {
    double[] weights = check(objective, rows, labels, weightsOrNull);
    OwnFeatures features = new OwnFeatures(ownCuts, own, rows);
    TrainingShape shape =
        new TrainingShape(rows, objective.classes(), parameters.trees(), parameters.depth());
    GradientBounds bounds = ExpectedGradients.bounds(objective, labels, weights, rows.training());
    try (LabelRole role = LabelRole.open(session, parameters, shape, bounds, map)) {
      return new LabelTraining(
              session.self(),
              parameters,
              objective,
              rows,
              labels,
              weights,
              features,
              role,
              progress)
          .run();
    }
  }

  /** Trains on the label party's own features alone, with the same algorithm. */
  public static TrainingResult trainSolo(
      PartyId self,
      TreeParameters parameters,
      Objective objective,
      RowOrder rows,
      double[] labels,
      double[] weightsOrNull,
      FeatureCuts ownCuts,
      Shards<BinnedBlock> own,
      Progress progress) {
    double[] weights = check(objective, rows, labels, weightsOrNull);
    OwnFeatures features = new OwnFeatures(ownCuts, own, rows);
    try (LabelRole role = LabelRole.alone(parameters, rows.rows())) {
      return new LabelTraining(
              self, parameters, objective, rows, labels, weights, features, role, progress)
          .run();
    }
  }

  /**
   * Takes part as a feature party until the label party ends the training.
   *
   * @param parameters as in the job; must equal what the label party announces
   * @param cuts meaning of the features
   * @param features feature blocks over all rows, at least one shard
   * @param map the job's cipher
   */
  public static FeatureResult serve(
      FederatedSession session,
      TreeParameters parameters,
      FeatureCuts cuts,
      Shards<BinnedBlock> features,
      RowOrder rows,
      LinearMap map) {
    SecureRandom random = new SecureRandom();
    return serve(
        session, parameters, cuts, features, rows, map, l -> CandidateOrder.secret(l, random));
  }

  /**
   * @param numbering makes candidate ids; anything but a secret order is for tests
   */
  static FeatureResult serve(
      FederatedSession session,
      TreeParameters parameters,
      FeatureCuts cuts,
      Shards<BinnedBlock> features,
      RowOrder rows,
      LinearMap map,
      Function<CandidateLayout, CandidateOrder> numbering) {
    try (FeatureRole role =
        FeatureRole.join(session, parameters, cuts, features, rows, map, numbering)) {
      for (int round = 0; ; round++) {
        RoundMessage end = role.round(round);
        if (end != null) {
          return role.result(end);
        }
      }
    }
  }

  private static double[] check(
      Objective objective, RowOrder rows, double[] labels, double[] weightsOrNull) {
    if (labels.length != rows.rows()) {
      throw new IllegalArgumentException(
          "labels must be given for " + rows.rows() + " rows. Provided value: " + labels.length);
    }
    objective.check(labels, rows.training(), rows.validation());
    double[] weights = weightsOrNull;
    if (weights == null) {
      weights = new double[rows.rows()];
      Arrays.fill(weights, 1);
    }
    requireWeights(rows, weights);
    return weights;
  }

  private static void requireWeights(RowOrder rows, double[] weights) {
    if (weights.length != rows.rows()) {
      throw new IllegalArgumentException(
          "weights must be given for " + rows.rows() + " rows. Provided value: " + weights.length);
    }
    double total = 0;
    double validation = 0;
    for (int row = 0; row < rows.testStart(); row++) {
      if (!(weights[row] >= 0 && Double.isFinite(weights[row]))) {
        throw FederationException.user(
            "weights must be finite and at least 0; row %d of the aligned data has %s",
            row, weights[row]);
      }
      total += row < rows.training() ? weights[row] : 0;
      validation += row < rows.training() ? 0 : weights[row];
    }
    if (total == 0 || (rows.validation() > 0 && validation == 0)) {
      throw FederationException.user(
          "weights are 0 for all training or all validation rows; check the weight column");
    }
  }
}
