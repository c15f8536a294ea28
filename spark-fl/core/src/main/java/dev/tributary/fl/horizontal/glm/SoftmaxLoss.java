package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Target;

/**
 * {@code ln(sum of exp(eta_k)) - eta_label}.
 *
 * @param classes labels are 0 to one less
 */
record SoftmaxLoss(int classes) implements GlmObjective, Target.OfClasses {
  static final String NAME = "multiclass";

  SoftmaxLoss {
    MulticlassObjective.CLASSES.require(classes);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public double loss(double label, double[] eta, double[] slope) {
    double most = eta[0];
    for (double e : eta) {
      most = Math.max(most, e);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      slope[k] = Math.exp(eta[k] - most);
      sum += slope[k];
    }
    for (int k = 0; k < classes; k++) {
      slope[k] /= sum;
    }
    int own = (int) label;
    slope[own] -= 1;
    return Math.log(sum) + most - eta[own];
  }

  @Override
  public double[] predict(double[] eta) {
    double[] slope = new double[classes];
    loss(0, eta, slope);
    slope[0] += 1;
    return slope;
  }

  @Override
  public double[] start(GlmMoments moments) {
    double[] start = new double[classes];
    double mean = 0;
    for (int k = 0; k < classes; k++) {
      start[k] = StrictMath.log(moments.classWeights()[k]);
      mean += start[k] / classes;
    }
    for (int k = 0; k < classes; k++) {
      start[k] -= mean;
    }
    return start;
  }

  @Override
  public double magnitude(GlmMoments moments, Intercept intercept) {
    return 1 + StrictMath.log(classes);
  }

  @Override
  public double curvature(GlmMoments moments) {
    return 0.5;
  }
}
