package dev.tributary.fl.horizontal.stats;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.privacy.NoisyCovariance;
import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.privacy.ValueRanges;
import dev.tributary.fl.horizontal.stats.ColumnFigures.Bin;
import dev.tributary.fl.horizontal.stats.JointFigures.Found;
import dev.tributary.fl.horizontal.stats.TableFigures.Noise;
import dev.tributary.fl.horizontal.stats.TableFigures.SumCost;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics over the rows of all parties with differential privacy for single rows: counts of
 * values by range, and the sum of products of pairs, all with noise ({@link NoisyRanges}, {@link
 * ProductWords}). All figures follow from these and are about those of the rows.
 */
public final class PrivateFigures {
  /** Bins of a histogram. */
  private static final int BANDS = 20;

  private PrivateFigures() {}

  /**
   * All parties call with the same but for their rows.
   *
   * @param sum noise is added here
   * @param own this party's rows, with a value per name
   * @param source of this party's noise
   * @return figures that are null where noise hides what they are of, and whose rows they are of
   * @throws FederationException USER, at all parties alike, for too many columns, terms that differ
   *     and where the noise hides how many rows there are or how columns go together; at the party
   *     alone if it has no row
   */
  public static Found of(
      SecureSum sum,
      SummedRows own,
      List<String> names,
      StatsTerms terms,
      StatsPrivacy privacy,
      SecureSource source) {
    JointFigures.requireFewEnough(names.size(), terms);
    SumOfAll same =
        new SumOfAll(sum, "statistics are of the same parties from the first sum to the last");
    int parties =
        SameTerms.require(same, "stats-terms", names + "; " + terms + "; " + privacy)
            .parties()
            .size();
    PrivacyPlan plan = privacy.plan(names.size(), terms.correlations());
    NoisySum noisy = new NoisySum(same, plan, source);
    NoisyRanges ranges =
        NoisyRanges.of(
            own, noisy, plan, StatsPrivacy.columns(names.size()), NoisyRanges.Use.DESCRIBING);
    boolean pairs = StatsPrivacy.pairs(names.size(), terms.correlations());
    double unit = privacy.products(names.size()).unit() / ranges.rows();
    Double noise = pairs ? (Double) (unit * plan.deviation(StatsPrivacy.PRODUCTS, parties)) : null;
    List<List<Double>> correlations = List.of();
    if (pairs) {
      if (NoisyCovariance.isHidden(noise)) {
        throw FederationException.user(
            "the parties have so few rows for correlations of %d columns that the noise of privacy"
                + " hides them: raise privacy.epsilon, describe more rows, name fewer columns or ask"
                + " for no correlations",
            names.size());
      }
      ScaledProducts products = scaled(privacy.products(names.size()), ranges);
      Total total = noisy.total(StatsPrivacy.PRODUCTS, own.sum(products));
      correlations =
          correlations(NoisyCovariance.of(total.words(), products.deviations(), unit, noise));
    }
    List<ColumnFigures> columns = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      columns.add(column(names.get(j), ranges, j, terms.levels()));
    }
    return new Found(
        new TableFigures(
            Math.round(ranges.rows()),
            columns,
            correlations,
            new SumCost(same.sums(), same.words()),
            new Noise(
                NoisyRanges.noiseOfCounts(plan, parties),
                NoisyRanges.noiseOfRanges(plan, parties),
                noise)),
        same.parties());
  }

  private static ScaledProducts scaled(ProductWords products, NoisyRanges ranges) {
    double[] means = new double[products.columns()];
    double[] deviations = new double[means.length];
    for (int j = 0; j < means.length; j++) {
      ValueRanges values = ranges.columns().get(j);
      if (values.total() > 0) {
        means[j] = values.mean();
        deviations[j] = Math.sqrt(values.variance());
      }
    }
    return new ScaledProducts(products, means, deviations);
  }

  /** Null where the noise hides whether a column varies. */
  private static List<List<Double>> correlations(NoisyCovariance found) {
    double[] deviations = found.deviations();
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < deviations.length; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < deviations.length; j++) {
        boolean seen = deviations[i] > 0 && deviations[j] > 0;
        row.add(seen ? (Double) found.correlations()[i][j] : null);
      }
      rows.add(row);
    }
    return rows;
  }

  private static ColumnFigures column(
      String name, NoisyRanges ranges, int column, List<Double> levels) {
    ValueRanges values = ranges.columns().get(column);
    long rows = Math.round(ranges.rows());
    long missing = Math.min(rows, Math.round(ranges.missing()[column]));
    if (values.total() == 0) {
      return new ColumnFigures(name, null, missing, null, null, null, null, List.of(), List.of());
    }
    ValueRanges bands = values.bands(BANDS);
    List<Bin> histogram = new ArrayList<>();
    for (int b = 0; b < bands.low().length; b++) {
      histogram.add(new Bin(bands.low()[b], bands.high()[b], Math.round(bands.counts()[b])));
    }
    return new ColumnFigures(
        name,
        rows - missing,
        missing,
        values.mean(),
        deviation(values),
        histogram.get(0).lower(),
        histogram.get(histogram.size() - 1).upper(),
        levels.stream().map(values::quantile).toList(),
        histogram);
  }

  /** Null where all values are seen in one range, and the noise hides how they lie in it. */
  private static Double deviation(ValueRanges values) {
    double variance = values.variance();
    return variance > 0 || values.isOnePoint() ? (Double) Math.sqrt(variance) : null;
  }
}
