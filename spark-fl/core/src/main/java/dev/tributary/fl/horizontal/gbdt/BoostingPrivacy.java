package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;

/**
 * How trees are grown with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the training
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}; under classes no derivatives are longer than a bound
 *     of their own, which counts where it is less
 */
public record BoostingPrivacy(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** What has no meaning where splits are drawn and no loss is told. */
  public static final List<Parameter<?>> UNUSED =
      List.of(
          BoostingParameters.GAMMA,
          BoostingParameters.MIN_CHILD_WEIGHT,
          BoostingParameters.MIN_SIDE_COUNT,
          BoostingParameters.ROW_SAMPLE,
          BoostingParameters.COLUMN_SAMPLE,
          BoostingParameters.SCALE_POS_WEIGHT,
          BoostingParameters.EARLY_STOPPING_ROUNDS);

  /** Purpose of the sum of a round. */
  static final String LEAVES = "gbdt-leaves";

  /** Shares of the budget: of each of three sums that cut the columns, and of all leaves. */
  private static final double OF_CUTS = 0.05;

  private static final double OF_LEAVES = 0.85;

  /** Length of the longest derivatives of a row in units of a word. */
  private static final long LONGEST = 1L << 20;

  /** Gradient within 1 and hessian within a quarter, rounded up. */
  private static final double OF_TWO_CLASSES = 1.0308;

  /**
   * Gradients are two distributions' difference; hessians a quarter each and 1 together at most.
   */
  private static final double OF_CLASSES = 1.5;

  public BoostingPrivacy {
    PrivacyParameters.CLIP.require(clip);
  }

  /** With the defaults of every job. */
  public static BoostingPrivacy of(PrivacyBudget budget, NoiseShares shares) {
    return new BoostingPrivacy(budget, shares, PrivacyParameters.CLIP.preset());
  }

  /** USER for settings of {@link #UNUSED} that are not the default. */
  public static void check(BoostingSettings settings) {
    leftOut(BoostingParameters.GAMMA, settings.splits().gamma());
    leftOut(BoostingParameters.MIN_CHILD_WEIGHT, settings.splits().minChildWeight());
    leftOut(BoostingParameters.MIN_SIDE_COUNT, settings.binning().minSideCount());
    leftOut(BoostingParameters.ROW_SAMPLE, settings.sample().rows());
    leftOut(BoostingParameters.COLUMN_SAMPLE, settings.sample().columns());
    leftOut(BoostingParameters.SCALE_POS_WEIGHT, settings.scalePosWeight());
    leftOut(BoostingParameters.EARLY_STOPPING_ROUNDS, settings.earlyStoppingRounds());
  }

  private static void leftOut(Parameter<?> parameter, Object value) {
    if (!value.equals(parameter.preset())) {
      throw FederationException.user(
          "%s must be left out with privacy: splits are drawn at random, every row counts once, and"
              + " no loss is told",
          parameter.name());
    }
  }

  /** What a training opens. */
  public PrivacyPlan plan(BoostingSettings settings, int features) {
    List<Release> releases =
        new ArrayList<>(NoisyRanges.releases(columns(settings.objective(), features), OF_CUTS));
    releases.add(new Release(LEAVES, settings.trees(), words(settings), LONGEST, OF_LEAVES));
    return new PrivacyPlan(budget, shares, releases);
  }

  /** Two sums for each leaf of a round. */
  static int words(BoostingSettings settings) {
    return 2 * (settings.objective().classes() << settings.depth());
  }

  /** Of features and label. */
  static NoisyRanges.Columns columns(Objective objective, int features) {
    return objective.isClassification()
        ? new NoisyRanges.Columns(features, (int) objective.domain().most() + 1, false)
        : new NoisyRanges.Columns(features, 0, true);
  }

  /** The longest derivatives of a row that there may be: clip, or the bound where it is less. */
  public double longest(Objective objective) {
    double bound = objective.classes() == 1 ? OF_TWO_CLASSES : OF_CLASSES;
    return objective.isClassification() ? Math.min(clip, bound) : clip;
  }

  /** How a row's derivatives are shortened. */
  ClippedWords clipped(Objective objective) {
    return new ClippedWords(longest(objective), LONGEST);
  }
}
