package dev.tributary.fl.spark.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.training.Parameter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoostedPrivacyTest {
  private static HorizontalGBT stage(String objective, double clip) {
    return new HorizontalGBT("stage")
        .setFeatureCols(new String[] {"x"})
        .setObjective(objective)
        .setNumClasses(3)
        .setEpsilon(1)
        .setDelta(1e-5)
        .setClip(clip);
  }

  private static Map<String, String> parameters(HorizontalGBT stage) {
    return stage.parameters(stage.settings(), BoostedPrivacy.of(stage, 3));
  }

  /** A bound that there is anyway is not called a choice. */
  @ParameterizedTest
  @CsvSource({
    "binary, 2, 1.0308",
    "binary, 0.5, 0.5",
    "multiclass, 2, 1.5",
    "multiclass, 1.25, 1.25",
    "squared-error, 2, 2.0",
    "poisson, 7, 7.0"
  })
  void aManifestHasTheLengthThatCounts(String objective, double clip, String told) {
    assertThat(parameters(stage(objective, clip))).containsEntry("privacy-clip", told);
  }

  @Test
  void aManifestHasWhatHasAMeaning() {
    HorizontalGBT stage = stage("binary", 2);
    assertThat(parameters(stage))
        .containsKeys(
            "trees", "depth", "learning-rate", "lambda", "bins", "seed", "privacy-epsilon")
        .doesNotContainKeys(
            BoostingPrivacy.UNUSED.stream().map(Parameter::name).toArray(String[]::new))
        .doesNotContainKeys("gamma", "min-side-count", "row-sample");
    assertThat(stage.parameters(stage.settings(), Optional.empty()))
        .containsKeys("trees", "gamma", "min-side-count", "row-sample")
        .doesNotContainKey("privacy-epsilon");
  }
}
