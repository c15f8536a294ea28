package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.FixedPoint;

/**
 * The scale on which a model is fitted: features and, under squared error, labels have mean 0
 * (where there is an intercept to take it up) and standard deviation 1. The same at all parties,
 * from the same moments.
 */
final class GlmScale {
  /** Parties that the fixed point has room for. */
  static final int MOST_PARTIES = 128;

  /** How far beyond its size at the start a sum may go before a step counts as too long. */
  private static final double MARGIN = 32;

  private final GlmSettings settings;
  private final GlmMoments moments;
  private final double[] shift;
  private final double[] factor;
  private final double labelShift;
  private final double labelDeviation;

  GlmScale(GlmSettings settings, GlmMoments moments) {
    this.settings = settings;
    this.moments = moments;
    boolean centred = settings.intercept() == Intercept.FITTED;
    int features = moments.means().length;
    this.shift = centred ? moments.means().clone() : new double[features];
    this.factor = new double[features];
    for (int j = 0; j < features; j++) {
      double deviation = moments.deviation(moments.variances()[j]);
      factor[j] = deviation > 0 ? 1 / deviation : 0;
    }
    boolean scaled = settings.objective().scalesLabels();
    this.labelShift = scaled && centred ? moments.labelMean() : 0;
    this.labelDeviation = scaled ? moments.deviation(moments.labelVariance()) : 1;
  }

  RowScale rows() {
    return new RowScale(shift, factor, settings.objective(), labelShift, 1 / labelDeviation);
  }

  /**
   * What loss and gradient are summed in. Under classes and squared error no accepted step can
   * leave its bound: the loss of one party is at most that of all, which is not above that at the
   * start, and by Cauchy-Schwarz the gradient is at most the root of the rows' squared derivatives
   * times that of their squared features, whose sums over all parties are known.
   */
  FixedPoint point() {
    return FixedPoint.of(MARGIN * moments.weight() * magnitude() * reach(), MOST_PARTIES);
  }

  /**
   * Error of the mean loss: every row is rounded by itself, and the errors of many rows add up like
   * a random walk; eight of its standard deviations and more.
   */
  double rounding() {
    return 8 * point().error() * Math.sqrt((double) moments.rows()) / moments.weight();
  }

  /**
   * What the mean loss is a mean over: the weight of all rows that the moments are of. It stays
   * when a party is lost, since the weight of those left, less that of all, would tell the lost
   * party's.
   */
  double weight() {
    return moments.weight();
  }

  /** Of loss and derivatives of a typical row. */
  double magnitude() {
    return settings.objective().magnitude(moments, settings.intercept());
  }

  /** Root mean square of the least centred feature, at least 1. */
  private double reach() {
    double most = 1;
    for (int j = 0; j < shift.length; j++) {
      double off = (moments.means()[j] - shift[j]) * factor[j];
      most = Math.max(most, Math.sqrt(1 + off * off));
    }
    return most;
  }

  /** Where the fit begins. */
  double[] start() {
    int width = width();
    double[] start = new double[settings.objective().outputs() * width];
    if (settings.intercept() == Intercept.FITTED) {
      double[] intercepts = settings.objective().start(moments);
      for (int k = 0; k < intercepts.length; k++) {
        start[k * width + width - 1] = intercepts[k];
      }
    }
    return start;
  }

  /**
   * Factors on absolute values, laid out like the coefficients. Under squared error the penalty is
   * divided by the label's deviation, as glmnet and MLlib do.
   */
  double[] l1() {
    return penalties(settings.penalty() * settings.l1Share(), 1);
  }

  /** Factors on half the squares. */
  double[] l2() {
    return penalties(settings.penalty() * (1 - settings.l1Share()), 2);
  }

  private double[] penalties(double penalty, int power) {
    int width = width();
    double[] result = new double[settings.objective().outputs() * width];
    for (int i = 0; i < result.length; i++) {
      int j = i % width;
      if (j < factor.length) {
        double unit = settings.penalised() == Penalised.STANDARDISED ? 1 : factor[j];
        result[i] = penalty / labelDeviation * (power == 2 ? unit * unit : unit);
      }
    }
    return result;
  }

  /** The model of a point, in the units of the columns. */
  GlmModel model(double[] at, PartyRows rows) {
    int outputs = settings.objective().outputs();
    int width = width();
    double[][] coefficients = new double[outputs][factor.length];
    double[] intercepts = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      double shifted = 0;
      for (int j = 0; j < factor.length; j++) {
        coefficients[k][j] = at[k * width + j] * factor[j] * labelDeviation;
        shifted += coefficients[k][j] * shift[j];
      }
      if (settings.intercept() == Intercept.FITTED) {
        intercepts[k] = labelShift + at[k * width + width - 1] * labelDeviation - shifted;
      }
    }
    if (outputs > 1) {
      settle(coefficients, intercepts);
    }
    return new GlmModel(
        GlmModel.FORMAT,
        settings.objective().name(),
        settings.objective().power(),
        rows.features(),
        coefficients,
        intercepts);
  }

  /** Of the many points that say the same of every row, the one whose classes are centred. */
  private void settle(double[][] coefficients, double[] intercepts) {
    if (settings.penalty() == 0) {
      for (int j = 0; j < factor.length; j++) {
        double mean = 0;
        for (double[] row : coefficients) {
          mean += row[j] / coefficients.length;
        }
        for (double[] row : coefficients) {
          row[j] -= mean;
        }
      }
    }
    double mean = 0;
    for (double intercept : intercepts) {
      mean += intercept / intercepts.length;
    }
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] -= mean;
    }
  }

  private int width() {
    return LossKernel.width(factor.length, settings.intercept());
  }
}
