package dev.tributary.fl.horizontal.mlp;

import static dev.tributary.fl.training.Parameter.real;
import static dev.tributary.fl.training.Parameter.whole;

import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;

/** The numbers that say how a perceptron is trained, one {@link Parameter} each. */
public final class MlpParameters {
  /** Every round is a secure sum. */
  public static final Parameter<Integer> ROUNDS =
      whole("rounds", "maxIter", "most averages over the parties", Range.between(1, 100_000), 50);

  public static final Parameter<Integer> LOCAL_EPOCHS =
      whole(
          "local-epochs",
          "localEpochs",
          "passes over a party's own rows in a round",
          Range.between(1, 1_000),
          1);
  public static final Parameter<Integer> BATCH =
      whole("batch", "batchSize", "rows of a local step", Range.between(1, 1e9), 32);
  public static final Parameter<Double> LEARNING_RATE =
      real(
          "learning-rate",
          "stepSize",
          "factor on the gradient of a local step",
          Range.above(0, 100),
          0.1);
  public static final Parameter<Double> PENALTY =
      real(
          "penalty",
          "regParam",
          "factor on half the squared weights, without biases",
          Range.between(0, 1e3),
          0.0);
  public static final Parameter<Double> PROXIMAL =
      real(
          "proximal",
          "proximalParam",
          "fedprox: factor on half the squared way from the weights of all",
          Range.between(0, 1e3),
          0.01);

  /** See {@link Aggregate#serverRate} for the default. */
  public static final Parameter<Double> SERVER_LEARNING_RATE =
      real(
          "server-learning-rate",
          "serverStepSize",
          "factor on the step of all",
          Range.above(0, 100),
          null);

  /** As in boosting. */
  public static final Parameter<Integer> EARLY_STOPPING_ROUNDS =
      BoostingParameters.EARLY_STOPPING_ROUNDS;

  /** So many fit one task. */
  public static final Parameter<Integer> SHARD_ROWS =
      whole(
          "shard-rows",
          "shardRows",
          "rows of a party that train one after the other; of more, each such part trains like a"
              + " party",
          Range.between(1, 1e9),
          1 << 16);

  public static final Parameter<Long> SEED =
      new Parameter<>(
          "seed",
          "seed",
          Long.class,
          "of the first weights and of the order of rows",
          Range.any(),
          7L);

  /** Units of one hidden layer; not among {@link #ALL}, since there is one for each. */
  public static final Parameter<Integer> UNITS =
      whole("hidden", "hiddenLayers", "units of every hidden layer", Range.between(1, 10_000), 16);

  /** Most hidden layers. */
  public static final int MOST_HIDDEN = 16;

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      List.of(
          ROUNDS,
          LOCAL_EPOCHS,
          BATCH,
          LEARNING_RATE,
          PENALTY,
          PROXIMAL,
          SERVER_LEARNING_RATE,
          EARLY_STOPPING_ROUNDS,
          SHARD_ROWS,
          SEED,
          MulticlassObjective.CLASSES);

  private MlpParameters() {}
}
