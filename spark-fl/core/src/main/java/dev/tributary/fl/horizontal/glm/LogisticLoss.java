package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.training.Target;

/** {@code ln(1 + exp(-eta))} for label 1 and {@code ln(1 + exp(eta))} for label 0. */
record LogisticLoss() implements GlmObjective, Target.OfPair {
  static final String NAME = "binary";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double loss(double label, double[] eta, double[] slope) {
    double margin = label == 1 ? eta[0] : -eta[0];
    // exp of what is at most 0, so that neither side overflows
    double small = Math.exp(-Math.abs(margin));
    double wrong = (margin > 0 ? small : 1) / (1 + small);
    slope[0] = label == 1 ? -wrong : wrong;
    return Math.log1p(small) + Math.max(0, -margin);
  }

  @Override
  public double[] predict(double[] eta) {
    return new double[] {1 / (1 + Math.exp(-eta[0]))};
  }

  @Override
  public double[] start(GlmMoments moments) {
    double[] weights = moments.classWeights();
    return new double[] {StrictMath.log(weights[1] / weights[0])};
  }

  @Override
  public double magnitude(GlmMoments moments, Intercept intercept) {
    return 1;
  }

  @Override
  public double curvature(GlmMoments moments) {
    return 0.25;
  }
}
