package dev.tributary.fl.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class MlpParametersTest {
  private static final MlpSettings PRESET = MlpSettings.of(new MlpObjective("binary", 0));

  @Test
  void defaultsLieInTheirRanges() {
    MlpParameters.ALL.stream()
        .filter(parameter -> parameter.preset() != null)
        .forEach(
            parameter ->
                assertThat(parameter.range().contains(parameter.preset()))
                    .as(parameter.name())
                    .isTrue());
    for (Aggregate aggregate : Aggregate.values()) {
      assertThat(MlpParameters.SERVER_LEARNING_RATE.range().contains(aggregate.serverRate()))
          .isTrue();
    }
  }

  @Test
  void settingsRefuseWhatIsOutOfRange() {
    assertThatThrownBy(() -> PRESET.withHidden(Activation.RELU, 16, 0))
        .hasMessage("hidden must be 1 to 10000. Provided value: 0");
    assertThatThrownBy(
            () ->
                PRESET.withHidden(
                    Activation.RELU, Collections.nCopies(17, 2).toArray(Integer[]::new)))
        .hasMessage("hidden must be at most 16 layers. Provided value: 17");
    assertThatThrownBy(() -> PRESET.withRounds(0, 0))
        .hasMessage("rounds must be 1 to 100000. Provided value: 0");
    assertThatThrownBy(() -> new MlpSettings.Local(0, 1, 1, 0, 0, 1))
        .hasMessage("local-epochs must be 1 to 1000. Provided value: 0");
    assertThatThrownBy(() -> new MlpSettings.Local(1, 1, Double.NaN, 0, 0, 1))
        .hasMessage("learning-rate must be above 0 and at most 100. Provided value: NaN");
    assertThatThrownBy(() -> new MlpObjective("poisson", 2))
        .hasMessage(
            "objective must be one of [binary, multiclass, squared-error]. Provided value: poisson");
    assertThatThrownBy(() -> new MlpObjective("multiclass", 1))
        .hasMessageStartingWith("classes must be 2 to");
    assertThatThrownBy(() -> Aggregate.of("mean"))
        .hasMessage("aggregate must be one of [fedavg, fedprox, fedadam]. Provided value: mean");
    assertThat(Activation.of("relu")).isEqualTo(Activation.RELU);
  }
}
