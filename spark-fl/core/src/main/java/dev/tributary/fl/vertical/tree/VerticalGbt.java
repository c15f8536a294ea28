package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.tree.message.RoundMessage;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.security.SecureRandom;
import java.util.function.Consumer;
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
   * @param secret what this party's rows and columns are drawn from
   * @param labels by row of the row order; those of test rows are not read
   * @param weightsOrNull by row, finite and at least 0; null for 1 each
   * @param own the own columns; may have no block
   * @param map the job's cipher
   */
  public static TrainingResult train(
      FederatedSession session,
      TreeParameters parameters,
      SamplingSecret secret,
      Objective objective,
      double[] labels,
      double[] weightsOrNull,
      PartyColumns own,
      LinearMap map,
      Progress progress) {
    return train(
        session,
        parameters,
        new SecretSampling(parameters, secret),
        objective,
        labels,
        weightsOrNull,
        own,
        map,
        progress);
  }

  /**
   * @param sampling draws rows and columns; anything but a secret's draws is for tests
   */
  static TrainingResult train(
      FederatedSession session,
      TreeParameters parameters,
      Sampling sampling,
      Objective objective,
      double[] labels,
      double[] weightsOrNull,
      PartyColumns own,
      LinearMap map,
      Progress progress) {
    return train(
        session,
        parameters,
        sampling,
        objective,
        new TrainingRows(labels, weightsOrNull, own),
        JointRows.OWN,
        map,
        progress);
  }

  /**
   * Trains with all parties of the session on the people of several label parties, each of which
   * calls this in a session with its own feature parties.
   *
   * @param sampling draws the same columns at all label parties
   * @param own columns are cut alike at all label parties
   * @param joint sums over the label parties
   */
  public static TrainingResult train(
      FederatedSession session,
      TreeParameters parameters,
      Sampling sampling,
      Objective objective,
      TrainingRows own,
      JointRows joint,
      LinearMap map,
      Progress progress) {
    Prepared prepared = Prepared.of(parameters, objective, own, joint);
    RowOrder rows = own.own().rows();
    TrainingShape shape =
        new TrainingShape(rows, objective.classes(), parameters.trees(), parameters.depth());
    GradientBounds bounds =
        ExpectedGradients.bounds(
            objective,
            own.labels(),
            prepared.weights,
            rows.training(),
            prepared.beginning.baseScores(),
            prepared.beginning.scale());
    try (LabelRole role = LabelRole.open(session, parameters, shape, bounds, map, joint)) {
      return prepared.run(session.self(), parameters, sampling, objective, role, progress);
    }
  }

  /** What a label party's training begins with. */
  private record Prepared(
      TrainingRows own,
      double[] weights,
      OwnFeatures features,
      JointRows joint,
      JointRows.Beginning beginning) {
    static Prepared of(
        TreeParameters parameters, Objective objective, TrainingRows own, JointRows joint) {
      RowOrder rows = own.own().rows();
      double[] weights =
          RowWeights.of(objective, parameters, rows, own.labels(), own.weightsOrNull());
      own.own().requireOneScore(objective.classes());
      return new Prepared(
          own,
          weights,
          new OwnFeatures(own.own()),
          joint,
          joint.begin(objective, rows, own.labels(), weights));
    }

    TrainingResult run(
        PartyId self,
        TreeParameters parameters,
        Sampling sampling,
        Objective objective,
        LabelRole role,
        Progress progress) {
      return new LabelTraining(
              self,
              parameters,
              sampling,
              objective,
              own.labels(),
              weights,
              features,
              role,
              joint,
              beginning,
              progress)
          .run();
    }
  }

  /**
   * Trains on the label party's own features alone, with the same algorithm.
   *
   * @param secret what rows and columns are drawn from; that of the joint training draws the same
   */
  public static TrainingResult trainSolo(
      PartyId self,
      TreeParameters parameters,
      SamplingSecret secret,
      Objective objective,
      double[] labels,
      double[] weightsOrNull,
      PartyColumns own,
      Progress progress) {
    Sampling sampling = new SecretSampling(parameters, secret);
    Prepared prepared =
        Prepared.of(
            parameters, objective, new TrainingRows(labels, weightsOrNull, own), JointRows.OWN);
    try (LabelRole role = LabelRole.alone(parameters, own.rows().rows())) {
      return prepared.run(self, parameters, sampling, objective, role, progress);
    }
  }

  /** The same with a secret of this call, so that nobody can repeat its draws. */
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
    return trainSolo(
        self,
        parameters,
        SamplingSecret.fresh(),
        objective,
        labels,
        weightsOrNull,
        new PartyColumns(ownCuts, own, rows),
        progress);
  }

  /**
   * Takes part as a feature party until the label party ends the training.
   *
   * @param parameters as in the job; must equal what the label party announces
   * @param classes trees of a round as in the job, 1 but for multiclass; likewise
   * @param secret what this party's columns are drawn from
   * @param columns at least one block
   * @param map the job's cipher
   * @param told what was given away in the end, also where the training fails
   */
  public static FeatureResult serve(
      FederatedSession session,
      TreeParameters parameters,
      int classes,
      SamplingSecret secret,
      PartyColumns columns,
      LinearMap map,
      Consumer<GivenBitmaps> told) {
    SecureRandom random = new SecureRandom();
    return serve(
        session,
        parameters,
        classes,
        new SecretSampling(parameters, secret),
        columns,
        map,
        layout -> CandidateOrder.secret(layout, random),
        told);
  }

  /**
   * The same with draws and an order of candidates that feature parties of several label parties
   * may share.
   *
   * @param sampling draws columns; anything but a secret's draws is for tests
   * @param numbering makes candidate ids; anything but a secret order is for tests
   */
  public static FeatureResult serve(
      FederatedSession session,
      TreeParameters parameters,
      int classes,
      Sampling sampling,
      PartyColumns columns,
      LinearMap map,
      Function<CandidateLayout, CandidateOrder> numbering,
      Consumer<GivenBitmaps> told) {
    try (FeatureRole role =
        FeatureRole.join(session, parameters, classes, sampling, columns, map, numbering)) {
      try {
        for (int round = 0; ; round++) {
          RoundMessage end = role.round(round);
          if (end != null) {
            return role.result(end);
          }
        }
      } finally {
        told.accept(role.given());
      }
    }
  }
}
