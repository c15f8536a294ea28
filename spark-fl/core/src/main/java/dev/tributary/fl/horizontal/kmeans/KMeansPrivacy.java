package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * How clusters are found with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the run
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}: longest row, over columns of deviation 1, as a
 *     multiple of the root of the number of columns, which is what a usual row has
 */
public record KMeansPrivacy(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** Purposes of its sums. */
  static final String PART = "kmeans-part";

  static final String STEP = "kmeans-step";
  static final String END = "kmeans-end";

  /**
   * Shares of the budget: each sum that scales columns, all parts, all steps, the end. Where there
   * are no parts or no steps, the others have their share too.
   */
  private static final double OF_SCALE = 0.05;

  private static final double OF_PARTS = 0.25;
  private static final double OF_STEPS = 0.55;
  private static final double OF_END = 0.05;

  public KMeansPrivacy {
    PrivacyParameters.CLIP.require(clip);
  }

  /** How many secure sums it takes, with the one that compares terms. */
  public static int sums(KMeansSettings settings) {
    return 1 + NoisyScale.SUMS + parts(settings) + settings.iterations() + 1;
  }

  /** What is opened. */
  public PrivacyPlan plan(KMeansSettings settings, int features) {
    int clusters = settings.clusters();
    int parts = parts(settings);
    int steps = settings.iterations();
    double given =
        NoisyScale.SUMS * OF_SCALE
            + (parts > 0 ? OF_PARTS : 0)
            + (steps > 0 ? OF_STEPS : 0)
            + OF_END;
    List<Release> releases =
        new ArrayList<>(NoisyScale.releases(columns(features), OF_SCALE / given));
    if (parts > 0) {
      releases.add(release(PART, parts, 1 + 2 * features, OF_PARTS / given));
    }
    if (steps > 0) {
      releases.add(release(STEP, steps, clusters * (1 + features), OF_STEPS / given));
    }
    releases.add(release(END, 1, clusters + 1, OF_END / given));
    return new PrivacyPlan(budget, shares, releases);
  }

  private static Release release(String purpose, int times, int words, double share) {
    return new Release(purpose, times, words, NoisyClusterSums.LONGEST, share);
  }

  /** All rows and one a cut; a single cluster begins at the mean. */
  private static int parts(KMeansSettings settings) {
    return settings.clusters() > 1 ? settings.clusters() : 0;
  }

  static NoisyRanges.Columns columns(int features) {
    return new NoisyRanges.Columns(features, 0, false);
  }

  /** Length of the longest row. */
  double longest(int features) {
    return clip * Math.sqrt((double) features);
  }
}
