package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.evaluation.UnitDeviance;
import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;

/** What a row adds to sums, and whether it may. */
sealed interface LossTerms extends Serializable {
  /** Like {@code fl/evaluation/LogLoss}: one certain mistake costs 36 and not infinity. */
  double SMALLEST = Math.ulp(1.0);

  /** How many. */
  int count();

  /**
   * Terms of a row of weight 1. A loss is infinite, or no number, where {@link #requireOutputs}
   * refuses the outputs.
   *
   * @param into result, {@code [term]}
   * @throws FederationException USER for a label that no row may have
   */
  void of(double[] outputs, double label, double[] into);

  /**
   * Adds a row's terms, by its weight.
   *
   * @param room for them, {@code [term]}; what is in it afterwards means nothing
   * @param into the sum of the first term is {@code from}
   */
  default void add(ScoredRows.Scored row, double[] room, WideSums into, int from) {
    of(row.outputs(), row.label(), room);
    for (int t = 0; t < count(); t++) {
      into.add(from + t, row.weight() * room[t]);
    }
  }

  /** USER for outputs that have no loss. In sums that hide single rows none may end a run. */
  void requireOutputs(double[] outputs, double label);

  /** Label 1 or 0; log loss. */
  record OfTwo() implements LossTerms {
    @Override
    public int count() {
      return 2;
    }

    @Override
    public void of(double[] outputs, double label, double[] into) {
      require(label == 0 || label == 1, "label", "0 or 1", label);
      into[0] = label;
      into[1] = nats(label == 1 ? outputs[0] : 1 - outputs[0]);
    }

    @Override
    public void requireOutputs(double[] outputs, double label) {
      requireProbability(outputs[0]);
    }
  }

  /** Right or not; log loss. */
  record OfClasses() implements LossTerms {
    @Override
    public int count() {
      return 2;
    }

    @Override
    public void of(double[] outputs, double label, double[] into) {
      require(
          label == Math.rint(label) && label >= 0 && label < outputs.length,
          "label",
          "one of the classes of the model",
          label);
      int best = 0;
      for (int k = 1; k < outputs.length; k++) {
        best = outputs[k] > outputs[best] ? k : best;
      }
      into[0] = best == label ? 1 : 0;
      into[1] = nats(outputs[(int) label]);
    }

    @Override
    public void requireOutputs(double[] outputs, double label) {
      requireProbability(outputs[(int) label]);
    }
  }

  /**
   * Squared error; label; its square. The latter two are added as they are, without rounding: where
   * labels are far from 0 for their spread, little is left of their sums when that is computed.
   */
  record OfNumbers() implements LossTerms {
    static final int RESIDUAL = 0;
    static final int LABEL = 1;
    static final int SQUARE = 2;

    /** To the sum of a row's square: parts of a product of three numbers. */
    static final int ADDENDS = 4;

    @Override
    public int count() {
      return 3;
    }

    @Override
    public void of(double[] outputs, double label, double[] into) {
      requireMagnitude("label", label);
      double off = label - outputs[0];
      into[RESIDUAL] = off * off;
      into[LABEL] = label;
      into[SQUARE] = label * label;
    }

    @Override
    public void add(ScoredRows.Scored row, double[] room, WideSums into, int from) {
      of(row.outputs(), row.label(), room);
      into.add(from + RESIDUAL, row.weight() * room[RESIDUAL]);
      into.addProduct(from + LABEL, row.weight(), row.label());
      into.addSquare(from + SQUARE, row.weight(), row.label());
    }

    @Override
    public void requireOutputs(double[] outputs, double label) {
      requireMagnitude("prediction", outputs[0]);
    }

    private static void requireMagnitude(String what, double value) {
      require(Math.abs(value) <= 1e14, what, "finite and at most 1e14 in magnitude", value);
    }
  }

  /**
   * Unit deviance of a family with variance {@code mu^power}.
   *
   * @param power 1 to 2
   */
  record OfMeans(double power) implements LossTerms {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public void of(double[] outputs, double label, double[] into) {
      require(
          UnitDeviance.takes(power, label) && label <= 1e14,
          "label",
          "a mean's, not negative and at most 1e14",
          label);
      double mean = outputs[0];
      into[0] = fits(mean) ? UnitDeviance.of(power, label, mean) : Double.POSITIVE_INFINITY;
    }

    @Override
    public void requireOutputs(double[] outputs, double label) {
      require(fits(outputs[0]), "prediction", "above 0 and at most 1e14", outputs[0]);
    }

    private static boolean fits(double mean) {
      return mean > 0 && mean <= 1e14;
    }
  }

  private static double nats(double p) {
    return isProbability(p)
        ? -Math.log(Math.min(1 - SMALLEST, Math.max(SMALLEST, p)))
        : Double.POSITIVE_INFINITY;
  }

  private static void requireProbability(double p) {
    require(isProbability(p), "score", "a probability", p);
  }

  private static boolean isProbability(double p) {
    return p >= 0 && p <= 1;
  }

  private static void require(boolean fits, String what, String rule, double value) {
    if (!fits) {
      throw FederationException.user(
          "every %s of the rows to judge a model on must be %s. Provided value: %s",
          what, rule, value);
    }
  }
}
