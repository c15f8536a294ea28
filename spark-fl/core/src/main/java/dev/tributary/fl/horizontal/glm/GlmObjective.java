package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.training.Target;
import java.io.Serializable;
import java.util.List;

/**
 * What is minimised: a convex loss of a label and of linear predictors {@code eta = b + o + x'w},
 * at least 0, or for gamma and Tweedie convex enough to have one minimum.
 */
public sealed interface GlmObjective extends Target, Serializable
    permits LogisticLoss, SoftmaxLoss, SquaredLoss, PowerDeviance {
  /** Names that {@link #of} takes. */
  List<String> NAMES =
      List.of(
          LogisticLoss.NAME,
          SoftmaxLoss.NAME,
          SquaredLoss.NAME,
          PowerDeviance.POISSON,
          PowerDeviance.GAMMA,
          PowerDeviance.TWEEDIE);

  /**
   * The objective with a name of job files, of which the first is the default.
   *
   * @param classes read for {@code multiclass} only, at least 2
   * @param power read for {@code tweedie} only: of the mean in the variance, above 1 and below 2
   */
  static GlmObjective of(String name, int classes, double power) {
    return switch (name) {
      case LogisticLoss.NAME -> new LogisticLoss();
      case SoftmaxLoss.NAME -> new SoftmaxLoss(classes);
      case SquaredLoss.NAME -> new SquaredLoss();
      case PowerDeviance.POISSON -> new PowerDeviance(name, 1);
      case PowerDeviance.GAMMA -> new PowerDeviance(name, 2);
      case PowerDeviance.TWEEDIE -> new PowerDeviance(name, power);
      default ->
          throw new IllegalArgumentException(
              "objective must be one of " + NAMES + ". Provided value: " + name);
    };
  }

  /** Whether {@link #of} reads the number of classes. */
  static boolean takesClasses(String name) {
    return name.equals(SoftmaxLoss.NAME);
  }

  /** Whether {@link #of} reads the power. */
  static boolean takesPower(String name) {
    return name.equals(PowerDeviance.TWEEDIE);
  }

  /**
   * Loss of a row of weight 1, and its derivatives.
   *
   * @param eta {@code [output]}
   * @param slope result, {@code [output]}
   */
  double loss(double label, double[] eta, double[] slope);

  /** Predictions: probabilities (binary: of label 1 alone), or the mean. */
  double[] predict(double[] eta);

  /** Intercepts to begin with. */
  double[] start(GlmMoments moments);

  /**
   * How large loss and derivative of a row of weight 1 are at the start, at most and on average.
   *
   * @param moments whose labels are not all alike
   * @param intercept whether it begins with {@link #start} or with 0
   */
  double magnitude(GlmMoments moments, Intercept intercept);

  /**
   * How much the loss bends in {@code eta}, at most; with a log link where the mean is that of all
   * labels. Steps that no search shortens are the shorter, the more it is.
   */
  double curvature(GlmMoments moments);

  /** Size of a derivative that is not yet unusual, which lengths of gradients are told in. */
  default double slopeUnit(GlmMoments moments) {
    return 1;
  }

  /** Power of the mean in the variance, which {@link #of} makes it again with; 0 without one. */
  default double power() {
    return 0;
  }

  /** What is fitted to: the label, less the offset where that comes to the same. */
  default double target(double label, double offset) {
    return label;
  }

  /** What is left of the offset. */
  default double offset(double offset) {
    return offset;
  }

  /** Largest magnitude of an offset. */
  default double largestOffset() {
    return 50;
  }

  /**
   * Whether loss and gradient at several points tell the moments of the rows: where the gradient is
   * an affine function of the point, a few more than it has entries determine them.
   */
  default boolean tellsMoments() {
    return false;
  }

  /** Whether labels are standardised like features. */
  default boolean scalesLabels() {
    return false;
  }
}
