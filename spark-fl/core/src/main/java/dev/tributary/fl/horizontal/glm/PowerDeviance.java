package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.training.LabelDomain;
import dev.tributary.fl.training.Target;

/**
 * Half the unit deviance of a family whose variance is {@code mu^p}, with {@code mu = exp(eta)}:
 * Poisson (p = 1), Tweedie (1 to 2, a compound of both) and gamma (p = 2). Its derivative is {@code
 * mu^(1-p) (mu - y)} (Dunn and Smyth, Generalized Linear Models With Examples in R, 2018, chapter
 * 5).
 *
 * <p>Weights and offset are as in a generalised linear model; the dispersion is taken as 1, which
 * changes the coefficients only where there is a penalty.
 *
 * @param name in job files
 * @param power p
 */
record PowerDeviance(String name, double power) implements GlmObjective, Target.OfNumbers {
  static final String POISSON = "poisson";
  static final String GAMMA = "gamma";
  static final String TWEEDIE = "tweedie";

  private static final double LARGEST_LABEL = 1e9;

  /**
   * Counts and amounts have few large labels that matter; shortened, they would lower all means.
   */
  private static final double SKEW = 4;

  PowerDeviance {
    boolean fits = name.equals(TWEEDIE) ? power > 1 && power < 2 : power == 1 || power == 2;
    if (!fits) {
      throw new IllegalArgumentException(
          "the power of tweedie must be above 1 and below 2. Provided value: " + power);
    }
  }

  @Override
  public LabelDomain domain() {
    return power == 2
        ? new LabelDomain("above 0 and at most 1e9", Double.MIN_NORMAL, LARGEST_LABEL, 0, 2)
        : new LabelDomain("at least 0 and at most 1e9", 0, LARGEST_LABEL, 0, 2);
  }

  @Override
  public double loss(double label, double[] eta, double[] slope) {
    double log = eta[0];
    if (power == 1) {
      double mean = Math.exp(log);
      slope[0] = mean - label;
      return (label == 0 ? 0 : label * (Math.log(label) - log)) - label + mean;
    }
    if (power == 2) {
      double ratio = label * Math.exp(-log);
      slope[0] = 1 - ratio;
      return ratio - 1 - Math.log(label) + log;
    }
    double of = Math.exp((1 - power) * log);
    double mean = Math.exp((2 - power) * log);
    slope[0] = mean - label * of;
    double own = label == 0 ? 0 : Math.pow(label, 2 - power);
    return own / ((1 - power) * (2 - power)) - label * of / (1 - power) + mean / (2 - power);
  }

  @Override
  public double[] predict(double[] eta) {
    return new double[] {Math.exp(eta[0])};
  }

  @Override
  public String predicts() {
    return power == 1 ? "a mean count" : "a mean amount";
  }

  @Override
  public Judge judge() {
    return Judge.means(power);
  }

  @Override
  public double[] start(GlmMoments moments) {
    return new double[] {StrictMath.log(moments.labelMean() / moments.exposure())};
  }

  @Override
  public double magnitude(GlmMoments moments, Intercept intercept) {
    double mean = intercept == Intercept.FITTED ? moments.labelMean() : moments.exposure();
    double off = moments.labelMean() - mean;
    double spread = moments.labelVariance() + off * off;
    double variance = StrictMath.pow(mean, power);
    return mean * (mean + Math.sqrt(spread)) / variance + spread / variance;
  }

  /** In the unit of the label to the power {@code 2 - p}, as loss and derivatives are. */
  @Override
  public double curvature(GlmMoments moments) {
    return StrictMath.pow(moments.labelMean(), 2 - power);
  }

  /** Of a row whose mean is that of all and whose label is {@link #SKEW} deviations above it. */
  @Override
  public double slopeUnit(GlmMoments moments) {
    double slope = StrictMath.pow(moments.labelMean(), 1 - power);
    return SKEW * slope * Math.sqrt(moments.labelVariance());
  }
}
