package dev.tributary.fl.evaluation;

/** How a model is judged, by what its outputs are. */
public enum Judge {
  /** One probability of label 1. */
  BINARY {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return BinaryEvaluation.of(scores.sample(), topFractions);
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return new ResampledRanks(scores.sample(), topFractions);
    }

    @Override
    boolean tellsEnough(ModelScores scores) {
      return Math.min(scores.effectiveRows(0), scores.effectiveRows(1)) >= LEAST_OF_A_CLASS;
    }
  },
  /** One number in the unit of the label. */
  NUMBERS {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return RegressionEvaluation.of(scores.sample());
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return RegressionEvaluation.resampled(scores.sample());
    }
  },
  /** One mean count. */
  COUNTS {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return PoissonEvaluation.of(scores.sample());
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return PoissonEvaluation.resampled(scores.sample());
    }
  },
  /** A probability per class. */
  CLASSES {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return MulticlassEvaluation.of(scores.byRow(), scores.label(), scores.weight());
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return MulticlassEvaluation.resampled(scores.byRow(), scores.label(), scores.weight());
    }
  };

  /** People of either label below which no interval is given. */
  public static final int LEAST_OF_A_CLASS = 10;

  /** People in all below which no interval is given. */
  public static final int LEAST_ROWS = 20;

  /**
   * How good the scores are.
   *
   * @param topFractions of the best-scored rows, each in (0, 1]; for two classes only
   */
  public abstract Evaluation evaluate(ModelScores scores, double... topFractions);

  abstract Resampled resampled(ModelScores scores, double... topFractions);

  /** Whether intervals of these rows hold what they promise. */
  boolean tellsEnough(ModelScores scores) {
    return scores.effectiveRows(Double.NaN) >= LEAST_ROWS;
  }
}
