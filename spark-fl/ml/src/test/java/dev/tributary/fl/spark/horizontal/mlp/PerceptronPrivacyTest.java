package dev.tributary.fl.spark.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerceptronPrivacyTest {
  private static final String[] OF_AGGREGATES = {
    "aggregate", "local-epochs", "batch", "shard-rows", "server-learning-rate"
  };

  @Test
  void aManifestHasWhatHasAMeaning() {
    HorizontalMLP stage =
        new HorizontalMLP("stage")
            .setFeatureCols(new String[] {"x"})
            .setEpsilon(1)
            .setDelta(1e-5)
            .setClip(3);
    assertThat(stage.parameters(stage.settings(), PerceptronPrivacy.of(stage, 3)))
        .containsKeys("rounds", "hidden", "activation", "learning-rate", "penalty", "seed")
        .containsEntry("privacy-clip", "3.0")
        .doesNotContainKeys(OF_AGGREGATES)
        .doesNotContainKeys("proximal", "early-stopping-rounds");
    assertThat(stage.parameters(stage.settings(), Optional.empty()))
        .containsKeys("rounds", "early-stopping-rounds")
        .containsKeys(OF_AGGREGATES)
        .doesNotContainKey("privacy-clip");
  }
}
