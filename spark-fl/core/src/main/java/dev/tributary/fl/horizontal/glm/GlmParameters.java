package dev.tributary.fl.horizontal.glm;

import static dev.tributary.fl.training.Parameter.real;

import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;

/** The numbers that say how a linear model is fitted, one {@link Parameter} each. */
public final class GlmParameters {
  /** Every iteration is a secure sum or a few. */
  public static final Parameter<Integer> ITERATIONS =
      new Parameter<>(
          "iterations", "maxIter", Integer.class, "most steps", Range.between(0, 10_000), 100);

  public static final Parameter<Double> TOLERANCE =
      real(
          "tolerance",
          "tol",
          "length of the gradient of the mean loss at which the fit ends",
          Range.between(0, 1),
          1e-7);
  public static final Parameter<Double> PENALTY =
      real("penalty", "regParam", "factor on the penalty", Range.between(0, 1e9), 0.0);
  public static final Parameter<Double> L1_SHARE =
      real(
          "l1-share",
          "elasticNetParam",
          "share of the absolute values in the penalty, the rest is half the squares",
          Range.between(0, 1),
          0.0);
  public static final Parameter<Double> TWEEDIE_POWER =
      real(
          "tweedie-power",
          "variancePower",
          "tweedie: power of the mean in the variance",
          Range.between(1.01, 1.99),
          1.5);

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      List.of(ITERATIONS, TOLERANCE, PENALTY, L1_SHARE, TWEEDIE_POWER, MulticlassObjective.CLASSES);

  private GlmParameters() {}
}
