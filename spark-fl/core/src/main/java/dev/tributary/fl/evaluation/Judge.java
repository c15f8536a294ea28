package dev.tributary.fl.evaluation;

/** How a model is judged, by what its outputs are. */
public abstract class Judge {
  /** One probability of label 1. */
  public static final Judge BINARY = new OfPair();

  /** One number in the unit of the label. */
  public static final Judge NUMBERS = new OfNumbers();

  /** A probability per class. */
  public static final Judge CLASSES = new OfClasses();

  /** One mean count. */
  public static final Judge COUNTS = new OfMeans(1);

  /** People of either label below which no interval is given. */
  public static final int LEAST_OF_A_CLASS = 10;

  /** People in all below which no interval is given. */
  public static final int LEAST_ROWS = 20;

  private Judge() {}

  /**
   * One mean of a family with variance {@code mu^power}.
   *
   * @param power 1 for Poisson, 2 for gamma, between for Tweedie
   */
  public static Judge means(double power) {
    return power == 1 ? COUNTS : new OfMeans(power);
  }

  /**
   * How good the scores are.
   *
   * @param topFractions of the best-scored rows, each in (0, 1]; for two classes only
   */
  public abstract Evaluation evaluate(ModelScores scores, double... topFractions);

  /** What one makes of this kind of judging. */
  public abstract <R> R as(Cases<R> cases);

  abstract Resampled resampled(ModelScores scores, double... topFractions);

  /** Whether intervals of these rows hold what they promise. */
  boolean tellsEnough(ModelScores scores) {
    return scores.effectiveRows(Double.NaN) >= LEAST_ROWS;
  }

  /**
   * One method for each kind, so that who judges in another way does not compile without the next.
   *
   * @param <R> what is made of one
   */
  public interface Cases<R> {
    R binary();

    R numbers();

    /**
     * @param power of the mean in the variance
     */
    R means(double power);

    R classes();
  }

  private static final class OfPair extends Judge {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return BinaryEvaluation.of(scores.sample(), topFractions);
    }

    @Override
    public <R> R as(Cases<R> cases) {
      return cases.binary();
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return new ResampledRanks(scores.sample(), topFractions);
    }

    @Override
    boolean tellsEnough(ModelScores scores) {
      return Math.min(scores.effectiveRows(0), scores.effectiveRows(1)) >= LEAST_OF_A_CLASS;
    }
  }

  private static final class OfNumbers extends Judge {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return RegressionEvaluation.of(scores.sample());
    }

    @Override
    public <R> R as(Cases<R> cases) {
      return cases.numbers();
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return RegressionEvaluation.resampled(scores.sample());
    }
  }

  private static final class OfMeans extends Judge {
    private final double power;

    OfMeans(double power) {
      this.power = power;
    }

    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return DevianceEvaluation.of(power, scores.sample());
    }

    @Override
    public <R> R as(Cases<R> cases) {
      return cases.means(power);
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return DevianceEvaluation.resampled(power, scores.sample());
    }
  }

  private static final class OfClasses extends Judge {
    @Override
    public Evaluation evaluate(ModelScores scores, double... topFractions) {
      return MulticlassEvaluation.of(scores.byRow(), scores.label(), scores.weight());
    }

    @Override
    public <R> R as(Cases<R> cases) {
      return cases.classes();
    }

    @Override
    Resampled resampled(ModelScores scores, double... topFractions) {
      return MulticlassEvaluation.resampled(scores.byRow(), scores.label(), scores.weight());
    }
  }
}
