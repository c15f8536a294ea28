package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.moments.OwnPart;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;

/**
 * Moments of all parties' rows together; every party learns them. Two sums: first the means, then
 * squares around them, so that nothing is lost where a column's mean is large.
 *
 * @param rows how many, whatever they weigh
 * @param weight their sum
 * @param weightSquares sum of the squared weights
 * @param labelMean weighted; under squared error less the offset
 * @param labelVariance weighted, around the mean
 * @param exposure weighted mean of {@code exp(offset)}
 * @param classWeights {@code [class]} weight of the rows with that label; empty unless labels are
 *     classes
 * @param means {@code [feature]} weighted
 * @param variances {@code [feature]} weighted, around the mean
 * @param parties whose rows they are of; empty for moments with noise, which any parties may follow
 */
public record GlmMoments(
    long rows,
    double weight,
    double weightSquares,
    double labelMean,
    double labelVariance,
    double exposure,
    double[] classWeights,
    double[] means,
    double[] variances,
    List<PartyId> parties) {
  /** How many secure sums they take. */
  public static final int SUMS = 2;

  /** Deviation over mean below which a column is one number and its rounding. */
  private static final double CONSTANT = 0x1p-45;

  public GlmMoments {
    parties = List.copyOf(parties);
  }

  static GlmMoments of(PartyRows rows, GlmObjective objective, SecureSum sum) {
    return of(rows, objective, sum, "glm");
  }

  /**
   * Moments for an algorithm.
   *
   * @param objective says which labels are classes
   * @param algorithm whose sums are taken, such as {@code glm}
   * @throws FederationException USER, at a party without a row, or at all parties where there is
   *     nothing to learn; PEER or RESOURCE where a party is lost between the two sums; PEER where
   *     they do not fit each other
   */
  public static GlmMoments of(
      PartyRows rows, GlmObjective objective, SecureSum sum, String algorithm) {
    int classes = objective.isClassification() ? Math.max(2, objective.outputs()) : 0;
    int features = rows.features().size();
    long[] own = rows.sum(new MeansKernel(objective, classes, features));
    double[] part = WideSums.decode(own);
    if (part[MeansKernel.ROWS] == 0) {
      throw FederationException.user(
          "this party has no row to train on; check its table and the split");
    }
    WideTotals all = WideTotals.ofThoseLeft(sum, algorithm + "-means", own);
    double[] first = all.values();
    OwnPart.requireRows(first[MeansKernel.ROWS], part[MeansKernel.ROWS]);
    OwnPart.require(first[MeansKernel.WEIGHT], part[MeansKernel.WEIGHT]);
    OwnPart.require(first[MeansKernel.WEIGHT_SQUARES], part[MeansKernel.WEIGHT_SQUARES]);
    OwnPart.require(first[MeansKernel.EXPOSURE], part[MeansKernel.EXPOSURE]);
    for (int k = MeansKernel.CLASSES; k < MeansKernel.CLASSES + classes; k++) {
      OwnPart.require(first[k], part[k]);
    }
    double weight = first[MeansKernel.WEIGHT];
    double squares = first[MeansKernel.WEIGHT_SQUARES];
    if (!(weight - squares / weight > 0)) {
      throw FederationException.user(
          "all parties together need at least two rows with a weight above 0 to train on");
    }
    double labelMean = first[MeansKernel.LABEL] / weight;
    double[] means = new double[features];
    for (int j = 0; j < features; j++) {
      means[j] = first[MeansKernel.CLASSES + classes + j] / weight;
    }
    long[] ownSquares = rows.sum(new SquaresKernel(objective, labelMean, means));
    double[] second =
        WideTotals.among(sum, all.parties(), algorithm + "-squares", ownSquares)
            .orElseThrow(
                () ->
                    sum.missing(
                        all.parties(),
                        "lost between the sums of means and of squares, which must be of the same"
                            + " rows; start all again without sum.min-parties, since totals of"
                            + " fewer less those before would show the lost party's"));
    double[] squaresPart = WideSums.decode(ownSquares);
    for (int i = 0; i < second.length; i++) {
      OwnPart.require(second[i], squaresPart[i]);
    }
    double[] variances = new double[features];
    for (int j = 0; j < features; j++) {
      variances[j] = second[1 + j] / weight;
      if (Math.sqrt(variances[j]) <= CONSTANT * Math.abs(means[j])) {
        variances[j] = 0;
      }
    }
    return new GlmMoments(
            (long) first[MeansKernel.ROWS],
            weight,
            squares,
            labelMean,
            second[0] / weight,
            first[MeansKernel.EXPOSURE] / weight,
            Arrays.copyOfRange(first, MeansKernel.CLASSES, MeansKernel.CLASSES + classes),
            means,
            variances,
            all.parties())
        .checked(objective);
  }

  /** What every party finds in the same totals. */
  private GlmMoments checked(GlmObjective objective) {
    for (int k = 0; k < classWeights.length; k++) {
      if (!(classWeights[k] > 0)) {
        throw FederationException.user(
            "no party has a row of label %d to train on; check the label column and the split", k);
      }
    }
    if (!objective.isClassification()
        && Math.sqrt(labelVariance) <= CONSTANT * Math.abs(labelMean)) {
      throw FederationException.user(
          "all training labels of all parties are %s: there is nothing to learn", labelMean);
    }
    return this;
  }

  /** Standard deviation as of a sample with these weights: with weights of 1, over rows less 1. */
  public double deviation(double variance) {
    return Math.sqrt(variance * weight / (weight - weightSquares / weight));
  }
}
