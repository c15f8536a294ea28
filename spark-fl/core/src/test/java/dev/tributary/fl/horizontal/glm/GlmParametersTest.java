package dev.tributary.fl.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.training.optimize.Stopping;
import org.junit.jupiter.api.Test;

class GlmParametersTest {
  @Test
  void defaultsLieInTheirRanges() {
    GlmParameters.ALL.forEach(
        parameter ->
            assertThat(parameter.range().contains(parameter.preset()))
                .as(parameter.name())
                .isTrue());
  }

  @Test
  void settingsRefuseWhatIsOutOfRange() {
    GlmSettings settings = GlmSettings.of(GlmObjective.of("binary", 2, 0));
    assertThatThrownBy(() -> settings.withPenalty(-1, 0, Penalised.STANDARDISED))
        .hasMessage("penalty must be 0 to 1e9. Provided value: -1.0");
    assertThatThrownBy(() -> settings.withPenalty(1, 1.5, Penalised.STANDARDISED))
        .hasMessage("l1-share must be 0 to 1. Provided value: 1.5");
    assertThatThrownBy(() -> settings.withStopping(new Stopping(20_000, 0)))
        .hasMessage("iterations must be 0 to 10000. Provided value: 20000");
  }
}
