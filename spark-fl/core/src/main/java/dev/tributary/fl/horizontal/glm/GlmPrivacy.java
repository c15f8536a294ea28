package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model is fitted with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the fit
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}
 * @param learningRate {@link PrivacyParameters#LEARNING_RATE}
 */
public record GlmPrivacy(
    PrivacyBudget budget, NoiseShares shares, double clip, double learningRate) {
  /** Purpose of the sums of its steps. */
  static final String STEP = "glm-step";

  /** Shares of the budget: of each of three sums that scale the columns, and of all steps. */
  private static final double OF_SCALE = 0.05;

  private static final double OF_STEPS = 0.85;

  public GlmPrivacy {
    PrivacyParameters.CLIP.require(clip);
    PrivacyParameters.LEARNING_RATE.require(learningRate);
  }

  /** With the defaults of every job. */
  public static GlmPrivacy of(PrivacyBudget budget, NoiseShares shares) {
    return new GlmPrivacy(
        budget, shares, PrivacyParameters.CLIP.preset(), PrivacyParameters.LEARNING_RATE.preset());
  }

  /** As many as the settings allow, since no gradient is small under noise. */
  static int steps(GlmSettings settings) {
    return settings.stopping().iterations();
  }

  /** How many secure sums a fit takes beside the one that compares its terms. */
  static int sums(GlmSettings settings) {
    return NoisyScale.SUMS + steps(settings);
  }

  /**
   * What a fit opens.
   *
   * @param settings with one iteration at least
   */
  public PrivacyPlan plan(GlmSettings settings, int features) {
    int width = LossKernel.width(features, settings.intercept());
    List<Release> releases =
        new ArrayList<>(
            NoisyScale.releases(NoisyMoments.columns(settings.objective(), features), OF_SCALE));
    releases.add(
        new Release(
            STEP,
            steps(settings),
            settings.objective().outputs() * width,
            ClippedGradient.LONGEST,
            OF_STEPS));
    return new PrivacyPlan(budget, shares, releases);
  }
}
