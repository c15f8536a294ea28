package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How all parties' rows lie, from counts with noise: first in which octaves a column has more rows
 * than the noise explains, then how they are spread between these, twice, since a column may vary
 * by little around much. Every row counts once.
 *
 * @param rows about how many
 * @param classes about how many of each
 * @param means {@code [column]}, of features and then of a label that is a number
 * @param variances {@code [column]}; 0 where nothing is seen to vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyScale(long rows, double[] classes, double[] means, double[] variances) {
  /** How many totals it takes. */
  public static final int SUMS = 3;

  private static final String OCTAVES = "scale-octaves";
  private static final String SPREAD = "scale-spread";
  private static final int SPREADS = 2;

  /**
   * What a scale is of.
   *
   * @param features of the rows
   * @param classes of a label that is one; 0 without such a label
   * @param numbers whether the label is a number, and so one column more
   */
  public record Columns(int features, int classes, boolean numbers) implements Serializable {
    int columns() {
      return features + (numbers ? 1 : 0);
    }
  }

  /**
   * What a plan has for it.
   *
   * @param share of the budget for each of its totals
   */
  public static List<Release> releases(Columns of, double share) {
    OctaveKernel octaves = new OctaveKernel(of);
    return List.of(
        new Release(OCTAVES, 1, octaves.words() - 1, octaves.sensitivity(), share),
        new Release(
            SPREAD,
            SPREADS,
            of.columns() * SpreadKernel.BINS,
            Math.sqrt((double) of.columns()),
            SPREADS * share));
  }

  /**
   * @param sum to which the plan's noise is added
   * @throws FederationException USER, at all parties, where the noise hides how many rows there
   *     are; at the party alone if it has none
   */
  public static NoisyScale of(PartyRows rows, SecureSum sum, PrivacyPlan plan, Columns of) {
    return new Search(rows, sum, plan, new OctaveKernel(of)).found();
  }

  /** The same of all columns as those that are known exactly have it. */
  public JointMoments moments() {
    return new JointMoments(rows, means, Arrays.stream(variances).map(Math::sqrt).toArray());
  }

  /** The totals of one scale, one after the other. */
  private record Search(PartyRows rows, SecureSum sum, PrivacyPlan plan, OctaveKernel octaves) {
    NoisyScale found() {
      long[] own = rows.sum(octaves);
      if (own[1 + OctaveKernel.ROWS] == 0) {
        throw FederationException.user("%s", NoisyRanges.Use.TRAINING.none());
      }
      Total counts = sum.total(OCTAVES, Arrays.copyOfRange(own, 1, own.length));
      double noise = plan.deviation(OCTAVES, counts.parties().size());
      long all = counts.words()[OctaveKernel.ROWS];
      require(NoisyRanges.Use.TRAINING.rows(), (double) all, AboveNoise.ENOUGH * noise);
      double[] classes = new double[octaves.of().classes()];
      for (int k = 0; k < classes.length; k++) {
        classes[k] = (double) counts.words()[OctaveKernel.CLASSES + k];
        require("rows of label " + k, classes[k], AboveNoise.SURE * noise);
      }
      SpreadKernel wide = ranges(counts.words(), AboveNoise.SURE * noise);
      SpreadKernel narrow = narrower(wide, spread(wide));
      double[][] moments = moments(narrow, spread(narrow));
      return new NoisyScale(all, classes, moments[0], moments[1]);
    }

    private static void require(String what, double count, double least) {
      AboveNoise.require(NoisyRanges.Use.TRAINING, what, count, least);
    }

    private SpreadKernel ranges(long[] counts, double least) {
      double[] low = new double[octaves.of().columns()];
      double[] high = new double[low.length];
      for (int j = 0; j < low.length; j++) {
        boolean any = false;
        for (int b = 0; b < Octaves.BINS; b++) {
          if (counts[octaves.at(j) + b] >= least) {
            low[j] = any ? low[j] : Octaves.lower(b);
            high[j] = Octaves.upper(b);
            any = true;
          }
        }
      }
      return new SpreadKernel(low, high);
    }

    /** Counts of a total; 0 where no more than noise explains. */
    private long[] spread(SpreadKernel ranges) {
      long[] own = rows.sum(ranges);
      Total total = sum.total(SPREAD, Arrays.copyOfRange(own, 1, own.length));
      double least = AboveNoise.LIKELY * plan.deviation(SPREAD, total.parties().size());
      long[] counts = total.words();
      for (int i = 0; i < counts.length; i++) {
        counts[i] = counts[i] >= least ? counts[i] : 0;
      }
      return counts;
    }

    /** From the first to the last bin that has rows: a column may vary by little around much. */
    private static SpreadKernel narrower(SpreadKernel ranges, long[] counts) {
      double[] low = ranges.low().clone();
      double[] high = ranges.high().clone();
      for (int j = 0; j < low.length; j++) {
        int first = SpreadKernel.BINS;
        int last = -1;
        for (int b = 0; b < SpreadKernel.BINS; b++) {
          if (counts[j * SpreadKernel.BINS + b] > 0) {
            first = Math.min(first, b);
            last = b;
          }
        }
        if (last >= 0) {
          low[j] = ranges.low()[j] + first * ranges.width(j);
          high[j] = ranges.low()[j] + (last + 1) * ranges.width(j);
        }
      }
      return new SpreadKernel(low, high);
    }

    /** Means and variances; a variance of 0 where nothing is seen to vary. */
    private static double[][] moments(SpreadKernel ranges, long[] counts) {
      double[][] moments = new double[2][ranges.low().length];
      for (int j = 0; j < moments[0].length; j++) {
        int bins = 0;
        double weight = 0;
        double mean = 0;
        double squares = 0;
        for (int b = 0; b < SpreadKernel.BINS; b++) {
          double count = (double) counts[j * SpreadKernel.BINS + b];
          double off = ranges.middle(j, b) - ranges.low()[j];
          bins += count > 0 ? 1 : 0;
          weight += count;
          mean += count * off;
          squares += count * off * off;
        }
        double width = ranges.width(j);
        if (weight > 0) {
          mean /= weight;
          moments[0][j] = ranges.low()[j] + mean;
        }
        if (bins > 1) {
          moments[1][j] = Math.max(squares / weight - mean * mean, 0) + width * width / 12;
        }
      }
      return moments;
    }
  }
}
