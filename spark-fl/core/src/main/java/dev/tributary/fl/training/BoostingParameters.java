package dev.tributary.fl.training;

import static dev.tributary.fl.training.Parameter.real;
import static dev.tributary.fl.training.Parameter.whole;

import java.util.List;

/** The numbers that say how boosted trees are grown, however the data is divided. */
public final class BoostingParameters {
  private static final Range PENALTY = Range.between(0, 1e9);
  private static final Range SHARE = Range.above(0, 1);

  public static final Parameter<Integer> TREES =
      whole("trees", "maxIter", "most boosting rounds", Range.between(1, 100_000), 50);
  public static final Parameter<Integer> DEPTH =
      whole("depth", "maxDepth", "most levels of splits", Range.between(1, 10), 5);
  public static final Parameter<Double> LEARNING_RATE =
      real("learning-rate", "stepSize", "factor on every leaf", SHARE, 0.1);
  public static final Parameter<Integer> BINS =
      whole("bins", "maxBins", "most value bins of a feature", Range.between(2, 255), 32);
  public static final Parameter<Double> LAMBDA =
      real("lambda", "regParam", "L2 penalty on leaf weights", PENALTY, 0.1);
  public static final Parameter<Double> ALPHA =
      real("alpha", "l1RegParam", "L1 penalty on leaf weights", PENALTY, 0.0);
  public static final Parameter<Double> GAMMA =
      real("gamma", "minInfoGain", "a split must gain more than this", PENALTY, 0.001);
  public static final Parameter<Double> MIN_CHILD_WEIGHT =
      real("min-child-weight", "minChildWeight", "least sum of hessians in a child", PENALTY, 0.0);

  /** At most so much that the other rows keep nine bits of their derivatives in fixed point. */
  public static final Parameter<Double> SCALE_POS_WEIGHT =
      real(
          "scale-pos-weight",
          "scalePosWeight",
          "factor on the weight of rows with label 1",
          Range.above(0, 1_000_000),
          1.0);

  public static final Parameter<Double> ROW_SAMPLE =
      real("row-sample", "subsamplingRate", "share of training rows per round", SHARE, 1.0);
  public static final Parameter<Double> COLUMN_SAMPLE =
      real(
          "column-sample",
          "featureSubsetRate",
          "share of every party's features per round",
          SHARE,
          1.0);
  public static final Parameter<Integer> EARLY_STOPPING_ROUNDS =
      whole(
          "early-stopping-rounds",
          "earlyStoppingRounds",
          "rounds without a better validation loss before the end, 0 for none",
          Range.between(0, 10_000),
          0);

  /** More than one, so that a difference of two candidates never shows one person. */
  public static final Parameter<Integer> MIN_SIDE_COUNT =
      whole(
          "min-side-count",
          "minSideCount",
          "fewest training rows in a bin",
          Range.between(1, 1e9),
          5);

  public static final Parameter<Long> SEED =
      new Parameter<>("seed", "seed", Long.class, "of the sampling", Range.any(), 7L);

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      List.of(
          TREES,
          DEPTH,
          LEARNING_RATE,
          BINS,
          LAMBDA,
          ALPHA,
          GAMMA,
          MIN_CHILD_WEIGHT,
          SCALE_POS_WEIGHT,
          ROW_SAMPLE,
          COLUMN_SAMPLE,
          EARLY_STOPPING_ROUNDS,
          MIN_SIDE_COUNT,
          SEED);

  private BoostingParameters() {}
}
