package dev.tributary.fl.spark.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagePrivacyTest {
  /** Of one column the fit has more noise than it needs, and rows to judge on have not. */
  @ParameterizedTest
  @CsvSource({"8,1", "1,1", "1,200", "50,3"})
  void noRowSpendsMoreThanAManifestSays(double epsilon, int features) {
    PrivacyBudget budget = new PrivacyBudget(epsilon, 1e-5);
    GlmPrivacy privacy = GlmPrivacy.of(budget, new NoiseShares(3, 2));
    GlmSettings settings = GlmSettings.of(GlmObjective.of("binary", 2, 1.5));

    PrivacyPlan judging = PrivateEvaluation.plan(Judge.BINARY, budget, privacy.shares());
    Map<String, String> manifest = StagePrivacy.manifest(privacy, settings, features);

    assertThat(Double.parseDouble(manifest.get("privacy-epsilon")))
        .isGreaterThanOrEqualTo(privacy.plan(settings, features).epsilon())
        .isGreaterThanOrEqualTo(judging.epsilon())
        .isLessThanOrEqualTo(epsilon);
    assertThat(Double.parseDouble(manifest.get("privacy-rho")))
        .isGreaterThanOrEqualTo(privacy.plan(settings, features).rho())
        .isGreaterThanOrEqualTo(judging.rho());
  }

  /** Before anything is summed: the first total would be refused, and its budget be spent. */
  @Test
  void noTotalHasMoreParties() {
    HorizontalGLM stage = new HorizontalGLM("stage").setEpsilon(1).setDelta(1e-5).setMinParties(3);
    assertThat(StagePrivacy.of(stage, 3).orElseThrow().shares()).isEqualTo(new NoiseShares(3, 2));
    assertThatThrownBy(() -> StagePrivacy.of(stage, 2))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("minParties must be at most the 2 parties of the session");
  }
}
