package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.horizontal.glm.RowScale;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.List;

/**
 * The scale on which a network is trained: features and, under squared error, labels have mean 0
 * and standard deviation 1. The same at all parties, from the same moments.
 */
final class MlpScale {
  /** Parties that the fixed point has room for. */
  static final int MOST_PARTIES = 128;

  /** Largest mean loss, and largest change of a weight in a round. */
  private static final double MOST = 1024;

  private final MlpObjective objective;
  private final GlmMoments moments;
  private final double[] factor;
  private final double labelShift;
  private final double labelDeviation;

  MlpScale(MlpObjective objective, GlmMoments moments) {
    this.objective = objective;
    this.moments = moments;
    this.factor = new double[moments.means().length];
    for (int j = 0; j < factor.length; j++) {
      double deviation = moments.deviation(moments.variances()[j]);
      factor[j] = deviation > 0 ? 1 / deviation : 0;
    }
    boolean scaled = objective.loss().scalesLabels();
    this.labelShift = scaled ? moments.labelMean() : 0;
    this.labelDeviation = scaled ? moments.deviation(moments.labelVariance()) : 1;
  }

  RowScale rows() {
    return new RowScale(moments.means(), factor, objective.loss(), labelShift, 1 / labelDeviation);
  }

  /**
   * What losses and changes are summed in: a sum within its bound at every party cannot leave 64
   * bits at all of them.
   *
   * @param validation weight of all parties' rows that validate
   */
  FixedPoint point(double validation) {
    return FixedPoint.of(MOST * Math.max(moments.weight(), validation), MOST_PARTIES);
  }

  /**
   * A mean loss as it is told: log loss, or the root mean squared error in the units of the label.
   */
  double told(double meanLoss) {
    return objective.isClassification() ? meanLoss : Math.sqrt(2 * meanLoss) * labelDeviation;
  }

  /** The model of some weights. */
  MlpModel model(MlpSettings settings, List<String> features, double[] weights) {
    return new MlpModel(
        MlpModel.FORMAT,
        objective.name(),
        objective.outputs(),
        features,
        settings.hidden(),
        settings.activation().word(),
        moments.means(),
        factor,
        labelShift,
        labelDeviation,
        weights);
  }
}
