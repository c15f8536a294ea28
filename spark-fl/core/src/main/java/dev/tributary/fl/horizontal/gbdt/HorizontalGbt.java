package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.training.EarlyStopping;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.FederationException;

/**
 * Trains one boosted model on all parties' rows. Every party calls it with the same settings and
 * features; all get the same model, bit for bit, and where no rows are sampled it is the one that a
 * party with all the rows would get by itself, bit for bit too: derivatives are rounded row by row
 * and added as integers, so neither partitions nor parties matter.
 */
public final class HorizontalGbt {
  /** Most words of the histograms of a level: 128 MB. */
  private static final long MOST_WORDS = 1L << 24;

  private HorizontalGbt() {}

  /**
   * Trains.
   *
   * @param rows this party's, as {@link RowRules} has them; closed in the end
   * @param sum stays open; the model is of the rows of those in the first total, and a party that
   *     is lost later ends the training
   * @param secret what this party's rows are drawn from
   * @throws FederationException USER, at all parties alike, where terms differ or there is nothing
   *     to learn; at the party alone for what its rows hold, and settings whose histograms would be
   *     too large; PEER where a party is left out of a sum, or sums do not fit each other
   */
  public static BoostingFit fit(
      RawRows rows,
      SecureSum sum,
      BoostingSettings settings,
      SamplingSecret secret,
      Progress progress) {
    return fit(rows, sum, settings, secret, LevelHistograms.MOST_WORDS, progress);
  }

  /**
   * Trains.
   *
   * @param mostOnDriver words of a level; more are summed in pieces
   */
  static BoostingFit fit(
      RawRows rows,
      SecureSum sum,
      BoostingSettings settings,
      SamplingSecret secret,
      long mostOnDriver,
      Progress progress) {
    try (rows) {
      requireRoom(rows.features().size(), settings);
      SumOfAll all =
          new SumOfAll(sum, "trees are of the same people from the first sum to the last");
      SameTerms.require(all, "gbdt-terms", rows.features() + "; " + settings);
      JointCuts joint =
          JointCuts.of(
              all,
              rows.training(),
              rows.features(),
              RowRules.BESIDE,
              settings.binning().bins(),
              settings.binning().minSideCount());
      return fit(rows, all, joint, settings, secret, mostOnDriver, progress);
    }
  }

  /** Trains on cuts that are agreed. */
  private static BoostingFit fit(
      RawRows rows,
      SumOfAll all,
      JointCuts joint,
      BoostingSettings settings,
      SamplingSecret secret,
      long mostOnDriver,
      Progress progress) {
    try (BinnedRows binned = rows.binned(joint.cuts())) {
      LabelTotals totals = LabelTotals.of(binned, all, settings.objective());
      if (totals.rows() != joint.rows()) {
        throw JointCuts.misfit();
      }
      EarlyStopping.requireRows(
          settings.earlyStoppingRounds(), totals.validationWeight(), all.parties().size());
      double[] base = totals.baseScores(settings.objective());
      DerivativeScale scale = scale(joint, settings, base);
      binned.start(base);
      return new BoostingRounds(
              binned, all, settings, joint.cuts(), totals, scale, secret, mostOnDriver, progress)
          .run(base);
    }
  }

  /** Of the bound that the objective has for labels and weights within their ceilings. */
  private static DerivativeScale scale(
      JointCuts joint, BoostingSettings settings, double[] baseScores) {
    double label = Math.scalb(1.0, joint.ceilings().get(0));
    double weight = Math.scalb(1.0, joint.ceilings().get(1));
    double[] extremes = {-label, label};
    double bound = settings.objective().derivativeBound(extremes, baseScores, extremes.length);
    return DerivativeScale.of(weight * bound, joint.rows());
  }

  /** By what this party knows before it hears of the others. */
  private static void requireRoom(int features, BoostingSettings settings) {
    if (features == 0) {
      throw FederationException.user("there are no columns to learn from");
    }
    long words =
        new BoostingCost(
                features,
                settings.binning().bins(),
                settings.depth(),
                settings.objective().classes())
            .wordsOfLevel();
    if (words > MOST_WORDS) {
      throw FederationException.user(
          "trees of depth %d over %d columns of %d bins sum up to %d words a level, and %d are the"
              + " most: have them less deep, or fewer bins or columns",
          settings.depth(), features, settings.binning().bins(), words, MOST_WORDS);
    }
  }
}
