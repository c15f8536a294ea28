package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.training.LabelDomain;
import dev.tributary.fl.training.Target;

/** {@code (eta - y)^2 / 2}; labels are standardised, less their offset. */
record SquaredLoss() implements GlmObjective, Target.OfNumbers {
  static final String NAME = "squared-error";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LabelDomain domain() {
    double most = RowLimits.LARGEST_VALUE;
    return new LabelDomain("at most 1e14 in magnitude", -most, most, 0, 2);
  }

  @Override
  public double loss(double label, double[] eta, double[] slope) {
    slope[0] = eta[0] - label;
    return slope[0] * slope[0] / 2;
  }

  @Override
  public double[] predict(double[] eta) {
    return eta.clone();
  }

  @Override
  public String predicts() {
    return "a number in the unit of the label";
  }

  @Override
  public Judge judge() {
    return Judge.NUMBERS;
  }

  @Override
  public double[] start(GlmMoments moments) {
    return new double[1];
  }

  @Override
  public double magnitude(GlmMoments moments, Intercept intercept) {
    double shift = intercept == Intercept.FITTED ? 0 : moments.labelMean();
    return 1 + shift * shift / moments.labelVariance();
  }

  @Override
  public double curvature(GlmMoments moments) {
    return 1;
  }

  @Override
  public double target(double label, double offset) {
    return label - offset;
  }

  @Override
  public double offset(double offset) {
    return 0;
  }

  @Override
  public double largestOffset() {
    return RowLimits.LARGEST_VALUE;
  }

  @Override
  public boolean tellsMoments() {
    return true;
  }

  @Override
  public boolean scalesLabels() {
    return true;
  }
}
