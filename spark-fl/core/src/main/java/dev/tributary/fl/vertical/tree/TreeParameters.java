package dev.tributary.fl.vertical.tree;

/**
 * How trees are grown. Equal at all parties: they are part of the job.
 *
 * @param trees most boosting rounds, 1 to 100,000
 * @param depth most levels of splits, 1 to 10
 * @param learningRate factor on every leaf, above 0 and at most 1
 * @param lambda L2 penalty on leaf weights, at least 0
 * @param alpha L1 penalty on leaf weights, at least 0
 * @param gamma a split must gain more than this, at least 0
 * @param minChildWeight least hessian sum of a child, at least 0
 * @param rowSample share of training rows drawn for every round, above 0 and at most 1
 * @param columnSample share of every party's columns drawn for every round, above 0, at most 1
 * @param earlyStoppingRounds stop after so many rounds without a better validation loss; 0 never
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
    double rowSample,
    double columnSample,
    int earlyStoppingRounds,
    long seed) {
  /** The defaults of every job. */
  public static final TreeParameters DEFAULTS =
      new TreeParameters(50, 5, 0.1, 0.1, 0, 1e-3, 0, 1, 1, 0, 7);

  /** Deepest tree: a level has at most {@code 2^9} nodes. */
  public static final int MAX_DEPTH = 10;

  /** Most boosting rounds. */
  public static final int MAX_TREES = 100_000;

  public TreeParameters {
    require(trees >= 1 && trees <= MAX_TREES, "trees", "1 to " + MAX_TREES, trees);
    require(depth >= 1 && depth <= MAX_DEPTH, "depth", "1 to " + MAX_DEPTH, depth);
    require(
        learningRate > 0 && learningRate <= 1,
        "learning-rate",
        "above 0 and at most 1",
        learningRate);
    requireNonNegative("lambda", lambda);
    requireNonNegative("alpha", alpha);
    requireNonNegative("gamma", gamma);
    requireNonNegative("min-child-weight", minChildWeight);
    require(rowSample > 0 && rowSample <= 1, "row-sample", "above 0 and at most 1", rowSample);
    require(
        columnSample > 0 && columnSample <= 1,
        "column-sample",
        "above 0 and at most 1",
        columnSample);
    require(earlyStoppingRounds >= 0, "early-stopping-rounds", "at least 0", earlyStoppingRounds);
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
        rowSample,
        columnSample,
        rounds,
        seed);
  }

  private static void requireNonNegative(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, "finite and at least 0", value);
  }

  private static void require(boolean holds, String name, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + rule + ". Provided value: " + value);
    }
  }
}
