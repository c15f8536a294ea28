package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.LeafPenalty;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;

/**
 * How trees are grown; equal at all parties.
 *
 * @param objective what is minimised
 * @param trees {@link BoostingParameters#TREES}
 * @param depth {@link BoostingParameters#DEPTH}
 * @param learningRate {@link BoostingParameters#LEARNING_RATE}
 * @param splits which splits are taken
 * @param binning how columns are cut
 * @param sample what a round draws
 * @param scalePosWeight {@link BoostingParameters#SCALE_POS_WEIGHT}; other than 1 with labels 0 and
 *     1 only
 * @param earlyStoppingRounds {@link BoostingParameters#EARLY_STOPPING_ROUNDS}
 */
public record BoostingSettings(
    Objective objective,
    int trees,
    int depth,
    double learningRate,
    Splits splits,
    Binning binning,
    Sample sample,
    double scalePosWeight,
    int earlyStoppingRounds) {
  /**
   * Which splits are taken.
   *
   * @param lambda {@link BoostingParameters#LAMBDA}
   * @param alpha {@link BoostingParameters#ALPHA}
   * @param gamma {@link BoostingParameters#GAMMA}
   * @param minChildWeight {@link BoostingParameters#MIN_CHILD_WEIGHT}
   */
  public record Splits(double lambda, double alpha, double gamma, double minChildWeight)
      implements Serializable {
    public Splits {
      BoostingParameters.LAMBDA.require(lambda);
      BoostingParameters.ALPHA.require(alpha);
      BoostingParameters.GAMMA.require(gamma);
      BoostingParameters.MIN_CHILD_WEIGHT.require(minChildWeight);
    }

    LeafPenalty penalty() {
      return new LeafPenalty(lambda, alpha);
    }
  }

  /**
   * How columns are cut.
   *
   * @param bins {@link BoostingParameters#BINS}
   * @param minSideCount {@link BoostingParameters#MIN_SIDE_COUNT}
   */
  public record Binning(int bins, int minSideCount) {
    public Binning {
      BoostingParameters.BINS.require(bins);
      BoostingParameters.MIN_SIDE_COUNT.require(minSideCount);
    }
  }

  /**
   * What a round draws.
   *
   * @param rows {@link BoostingParameters#ROW_SAMPLE}, by a secret of each party
   * @param columns {@link BoostingParameters#COLUMN_SAMPLE}, the same at all
   * @param seed {@link BoostingParameters#SEED}
   */
  public record Sample(double rows, double columns, long seed) {
    public Sample {
      BoostingParameters.ROW_SAMPLE.require(rows);
      BoostingParameters.COLUMN_SAMPLE.require(columns);
    }
  }

  public BoostingSettings {
    BoostingParameters.TREES.require(trees);
    BoostingParameters.DEPTH.require(depth);
    BoostingParameters.LEARNING_RATE.require(learningRate);
    BoostingParameters.SCALE_POS_WEIGHT.require(scalePosWeight);
    BoostingParameters.EARLY_STOPPING_ROUNDS.require(earlyStoppingRounds);
    if (scalePosWeight != 1 && !objective.hasPositives()) {
      throw FederationException.user(
          "scale-pos-weight goes with objective: binary only, this is %s", objective.name());
    }
  }

  /** With the defaults of every job. */
  public static BoostingSettings of(Objective objective) {
    return new BoostingSettings(
        objective,
        BoostingParameters.TREES.preset(),
        BoostingParameters.DEPTH.preset(),
        BoostingParameters.LEARNING_RATE.preset(),
        new Splits(
            BoostingParameters.LAMBDA.preset(),
            BoostingParameters.ALPHA.preset(),
            BoostingParameters.GAMMA.preset(),
            BoostingParameters.MIN_CHILD_WEIGHT.preset()),
        new Binning(BoostingParameters.BINS.preset(), BoostingParameters.MIN_SIDE_COUNT.preset()),
        new Sample(
            BoostingParameters.ROW_SAMPLE.preset(),
            BoostingParameters.COLUMN_SAMPLE.preset(),
            BoostingParameters.SEED.preset()),
        BoostingParameters.SCALE_POS_WEIGHT.preset(),
        BoostingParameters.EARLY_STOPPING_ROUNDS.preset());
  }

  /** With another number of rounds, depth and learning rate. */
  public BoostingSettings with(int newTrees, int newDepth, double newRate) {
    return new BoostingSettings(
        objective,
        newTrees,
        newDepth,
        newRate,
        splits,
        binning,
        sample,
        scalePosWeight,
        earlyStoppingRounds);
  }

  public BoostingSettings with(Splits newSplits) {
    return new BoostingSettings(
        objective,
        trees,
        depth,
        learningRate,
        newSplits,
        binning,
        sample,
        scalePosWeight,
        earlyStoppingRounds);
  }

  public BoostingSettings with(Binning newBinning) {
    return new BoostingSettings(
        objective,
        trees,
        depth,
        learningRate,
        splits,
        newBinning,
        sample,
        scalePosWeight,
        earlyStoppingRounds);
  }

  public BoostingSettings with(Sample newSample) {
    return new BoostingSettings(
        objective,
        trees,
        depth,
        learningRate,
        splits,
        binning,
        newSample,
        scalePosWeight,
        earlyStoppingRounds);
  }

  public BoostingSettings withScalePosWeight(double factor) {
    return new BoostingSettings(
        objective,
        trees,
        depth,
        learningRate,
        splits,
        binning,
        sample,
        factor,
        earlyStoppingRounds);
  }

  public BoostingSettings withEarlyStopping(int rounds) {
    return new BoostingSettings(
        objective, trees, depth, learningRate, splits, binning, sample, scalePosWeight, rounds);
  }
}
