package dev.tributary.fl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;

class ParameterTest {
  private static final Parameter<Double> SHARE =
      new Parameter<>("share", "share", Double.class, "of rows", Range.above(0, 1), 0.5);

  @Test
  void takesTheDefaultForNull() {
    assertThat(SHARE.orPreset(null)).isEqualTo(0.5);
    assertThat(SHARE.orPreset(1.0)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsOutOfRangeWithTheRule() {
    for (double wrong : new double[] {0, -1, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> SHARE.orPreset(wrong))
          .isInstanceOf(FederationException.class)
          .hasMessage("share must be above 0 and at most 1. Provided value: " + wrong);
    }
  }

  @Test
  void rangesContainWhatTheySay() {
    assertThat(Range.between(1, 10).contains(1)).isTrue();
    assertThat(Range.between(1, 10).contains(10)).isTrue();
    assertThat(Range.between(1, 10).contains(11)).isFalse();
    assertThat(Range.between(0, 1e9).contains(-0.0)).isTrue();
    assertThat(Range.oneOf(2048, 3072).contains(3072)).isTrue();
    assertThat(Range.oneOf(2048, 3072).contains(2500)).isFalse();
    assertThat(Range.any().contains(Long.MIN_VALUE)).isTrue();
    assertThat(Range.between(0, 1e9).words()).isEqualTo("0 to 1e9");
    assertThat(Range.between(1, 100_000).words()).isEqualTo("1 to 100000");
    assertThat(Range.oneOf(2048, 3072).words()).isEqualTo("one of 2048, 3072");
  }

  @Test
  void defaultsOfTreesLieInTheirRanges() {
    GbtParameters.ALL.stream()
        .filter(parameter -> parameter.preset() != null)
        .forEach(
            parameter ->
                assertThat(parameter.range().contains(parameter.preset()))
                    .as(parameter.name())
                    .isTrue());
    assertThat(TreeParameters.DEFAULTS.withDepth(10).depth()).isEqualTo(10);
    assertThatThrownBy(() -> TreeParameters.DEFAULTS.withDepth(11))
        .hasMessage("depth must be 1 to 10. Provided value: 11");
  }
}
