package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticePlanner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigmaOutTest {
  private static final LatticePlanner.Kind HESSIANS = new LatticePlanner.Kind(9e9, 0, 1);

  @ParameterizedTest
  @CsvSource({
    // Of sums that spread by 25, 250 and 2,500 largest gradients, 1/25.
    "625, 0, 1, 1",
    "62500, 0, 1, 10",
    "6250000, 1, 1, 100",
    // Of whichever side is larger, in the unit of the largest.
    "1, 62500, 1, 10",
    "437500, 0, 7, 10",
    // Small trainings.
    "100, 100, 1, 1",
    "8, 0, 8, 1",
  })
  void withoutAValueNoiseGrowsWithTheRootOfTheSumOfSquares(
      double positive, double negative, double largest, double expected) {
    List<LatticePlanner.Kind> kinds =
        List.of(new LatticePlanner.Kind(positive, negative, largest), HESSIANS);

    assertThat(SigmaOut.automatic().value(kinds)).isCloseTo(expected, within(1e-12));
    assertThat(SigmaOut.of(0.3).value(kinds)).isEqualTo(0.3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void valuesThatAreNoDeviationAreRefused(double value) {
    assertThatThrownBy(() -> SigmaOut.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sigma-out must be above 0");
  }

  @Test
  void automaticSaysSo() {
    assertThat(SigmaOut.automatic()).hasToString("automatic");
    assertThat(SigmaOut.of(2)).hasToString("2.0");
  }
}
