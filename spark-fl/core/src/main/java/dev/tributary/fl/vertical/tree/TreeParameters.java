package dev.tributary.fl.vertical.tree;

/**
 * How trees are grown. Equal at all parties: they are part of the job.
 *
 * @param trees {@link GbtParameters#TREES}
 * @param depth {@link GbtParameters#DEPTH}; a level has at most {@code 2^9} nodes
 * @param learningRate {@link GbtParameters#LEARNING_RATE}
 * @param lambda {@link GbtParameters#LAMBDA}
 * @param alpha {@link GbtParameters#ALPHA}
 * @param gamma {@link GbtParameters#GAMMA}
 * @param minChildWeight {@link GbtParameters#MIN_CHILD_WEIGHT}
 * @param scalePosWeight {@link GbtParameters#SCALE_POS_WEIGHT}; other than 1 with objective binary
 *     only
 * @param rowSample {@link GbtParameters#ROW_SAMPLE}
 * @param columnSample {@link GbtParameters#COLUMN_SAMPLE}
 * @param earlyStoppingRounds {@link GbtParameters#EARLY_STOPPING_ROUNDS}
 * @param seed of row and column sampling, beside each party's own secret; known to all
 */
public record TreeParameters(
    int trees,
    int depth,
    double learningRate,
    double lambda,
    double alpha,
    double gamma,
    double minChildWeight,
    double scalePosWeight,
    double rowSample,
    double columnSample,
    int earlyStoppingRounds,
    long seed) {
  /** The defaults of every job. */
  public static final TreeParameters DEFAULTS =
      new TreeParameters(
          GbtParameters.TREES.preset(),
          GbtParameters.DEPTH.preset(),
          GbtParameters.LEARNING_RATE.preset(),
          GbtParameters.LAMBDA.preset(),
          GbtParameters.ALPHA.preset(),
          GbtParameters.GAMMA.preset(),
          GbtParameters.MIN_CHILD_WEIGHT.preset(),
          GbtParameters.SCALE_POS_WEIGHT.preset(),
          GbtParameters.ROW_SAMPLE.preset(),
          GbtParameters.COLUMN_SAMPLE.preset(),
          GbtParameters.EARLY_STOPPING_ROUNDS.preset(),
          GbtParameters.SEED.preset());

  public TreeParameters {
    GbtParameters.TREES.require(trees);
    GbtParameters.DEPTH.require(depth);
    GbtParameters.LEARNING_RATE.require(learningRate);
    GbtParameters.LAMBDA.require(lambda);
    GbtParameters.ALPHA.require(alpha);
    GbtParameters.GAMMA.require(gamma);
    GbtParameters.MIN_CHILD_WEIGHT.require(minChildWeight);
    GbtParameters.SCALE_POS_WEIGHT.require(scalePosWeight);
    GbtParameters.ROW_SAMPLE.require(rowSample);
    GbtParameters.COLUMN_SAMPLE.require(columnSample);
    GbtParameters.EARLY_STOPPING_ROUNDS.require(earlyStoppingRounds);
  }

  public TreeParameters withTrees(int value) {
    return new TreeParameters(
        value,
        depth,
        learningRate,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        scalePosWeight,
        rowSample,
        columnSample,
        earlyStoppingRounds,
        seed);
  }

  public TreeParameters withDepth(int value) {
    return new TreeParameters(
        trees,
        value,
        learningRate,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        scalePosWeight,
        rowSample,
        columnSample,
        earlyStoppingRounds,
        seed);
  }

  public TreeParameters withLearningRate(double value) {
    return new TreeParameters(
        trees,
        depth,
        value,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        scalePosWeight,
        rowSample,
        columnSample,
        earlyStoppingRounds,
        seed);
  }

  /** With L2, L1, least gain and least child weight. */
  public TreeParameters withRegularization(
      double newLambda, double newAlpha, double newGamma, double newMinChildWeight) {
    return new TreeParameters(
        trees,
        depth,
        learningRate,
        newLambda,
        newAlpha,
        newGamma,
        newMinChildWeight,
        scalePosWeight,
        rowSample,
        columnSample,
        earlyStoppingRounds,
        seed);
  }

  /** With another factor on the weight of rows with label 1. */
  public TreeParameters withScalePosWeight(double value) {
    return new TreeParameters(
        trees,
        depth,
        learningRate,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        value,
        rowSample,
        columnSample,
        earlyStoppingRounds,
        seed);
  }

  /** With shares of rows and columns and the seed that draws them. */
  public TreeParameters withSampling(double rows, double columns, long newSeed) {
    return new TreeParameters(
        trees,
        depth,
        learningRate,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        scalePosWeight,
        rows,
        columns,
        earlyStoppingRounds,
        newSeed);
  }

  public TreeParameters withEarlyStopping(int rounds) {
    return new TreeParameters(
        trees,
        depth,
        learningRate,
        lambda,
        alpha,
        gamma,
        minChildWeight,
        scalePosWeight,
        rowSample,
        columnSample,
        rounds,
        seed);
  }
}
