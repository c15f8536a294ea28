package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;
import java.util.stream.Stream;

/** The numbers that say how trees are grown and hidden, one {@link Parameter} each. */
public final class GbtParameters {
  public static final Parameter<Integer> TREES = BoostingParameters.TREES;
  public static final Parameter<Integer> DEPTH = BoostingParameters.DEPTH;
  public static final Parameter<Double> LEARNING_RATE = BoostingParameters.LEARNING_RATE;
  public static final Parameter<Integer> BINS = BoostingParameters.BINS;
  public static final Parameter<Double> LAMBDA = BoostingParameters.LAMBDA;
  public static final Parameter<Double> ALPHA = BoostingParameters.ALPHA;
  public static final Parameter<Double> GAMMA = BoostingParameters.GAMMA;
  public static final Parameter<Double> MIN_CHILD_WEIGHT = BoostingParameters.MIN_CHILD_WEIGHT;
  public static final Parameter<Double> SCALE_POS_WEIGHT = BoostingParameters.SCALE_POS_WEIGHT;
  public static final Parameter<Double> ROW_SAMPLE = BoostingParameters.ROW_SAMPLE;
  public static final Parameter<Double> COLUMN_SAMPLE = BoostingParameters.COLUMN_SAMPLE;
  public static final Parameter<Integer> EARLY_STOPPING_ROUNDS =
      BoostingParameters.EARLY_STOPPING_ROUNDS;
  public static final Parameter<Integer> MIN_SIDE_COUNT = BoostingParameters.MIN_SIDE_COUNT;
  public static final Parameter<Long> SEED = BoostingParameters.SEED;
  public static final Parameter<Integer> KEY_BITS =
      new Parameter<>(
          "key-bits",
          "keyBits",
          Integer.class,
          "Paillier modulus",
          Range.oneOf(2048, 3072, 4096),
          2048);

  /** In gradients: of the largest derivative, with squared error of a typical one. */
  public static final Parameter<Double> SIGMA_OUT =
      new Parameter<>(
          "sigma-out",
          "sigmaOut",
          Double.class,
          "lattice: noise on every sum",
          Range.above(0, 1e9),
          null);

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      Stream.concat(BoostingParameters.ALL.stream(), Stream.of(KEY_BITS, SIGMA_OUT)).toList();

  private GbtParameters() {}
}
