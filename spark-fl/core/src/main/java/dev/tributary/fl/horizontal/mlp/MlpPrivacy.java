package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.NoisyMoments;
import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a perceptron is trained with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the training
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}
 */
public record MlpPrivacy(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** What has no meaning, as how parties aggregate has none, where a round is one step of all. */
  public static final List<Parameter<?>> UNUSED =
      List.of(
          MlpParameters.LOCAL_EPOCHS,
          MlpParameters.BATCH,
          MlpParameters.PROXIMAL,
          MlpParameters.SERVER_LEARNING_RATE,
          MlpParameters.SHARD_ROWS,
          MlpParameters.EARLY_STOPPING_ROUNDS);

  /** Purpose of the sum of a round. */
  static final String STEP = "mlp-step";

  /** Shares of the budget: of each of three sums that scale the columns, and of all steps. */
  private static final double OF_SCALE = 0.05;

  private static final double OF_STEPS = 0.85;

  /** Length of the longest gradient in units of a word. */
  private static final long LONGEST = 1L << 20;

  public MlpPrivacy {
    PrivacyParameters.CLIP.require(clip);
  }

  /** With the defaults of every job. */
  public static MlpPrivacy of(PrivacyBudget budget, NoiseShares shares) {
    return new MlpPrivacy(budget, shares, PrivacyParameters.CLIP.preset());
  }

  /** USER for another aggregate, and for settings of {@link #UNUSED} that are not the default. */
  public static void check(MlpSettings settings) {
    leftOut(MlpParameters.LOCAL_EPOCHS, settings.local().epochs());
    leftOut(MlpParameters.BATCH, settings.local().batch());
    leftOut(MlpParameters.SHARD_ROWS, settings.local().shardRows());
    leftOut(MlpParameters.EARLY_STOPPING_ROUNDS, settings.earlyStoppingRounds());
    if (!settings.server().equals(MlpSettings.Server.of(Aggregate.FEDAVG))) {
      throw refuse("aggregate and server-learning-rate");
    }
  }

  private static void leftOut(Parameter<?> parameter, Object value) {
    if (!value.equals(parameter.preset())) {
      throw refuse(parameter.name());
    }
  }

  private static FederationException refuse(String name) {
    return FederationException.user(
        "%s must be left out with privacy: every round is one step of all rows, and no loss is told",
        name);
  }

  /** What a training opens. */
  public PrivacyPlan plan(MlpSettings settings, int features) {
    List<Release> releases =
        new ArrayList<>(
            NoisyScale.releases(
                NoisyMoments.columns(settings.objective().labels(), features), OF_SCALE));
    int weights = Math.toIntExact(settings.topology(features).weights());
    releases.add(new Release(STEP, settings.rounds(), weights, LONGEST, OF_STEPS));
    return new PrivacyPlan(budget, shares, releases);
  }

  /** How a row's gradient is shortened. */
  ClippedWords clipped() {
    return new ClippedWords(clip, LONGEST);
  }
}
