package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.prg.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formulas of the record's Javadoc, computed here from the sets' own numbers. */
class NoiseBudgetTest {
  @ParameterizedTest
  @EnumSource
  void deviationsFollowTheFormulas(LatticeSet set) {
    double inverse = 1;
    for (PrimeField field : PrimeField.first(set.primes())) {
      inverse /= field.prime;
    }
    double q = Math.scalb(1.0, set.modulusBits());
    double inner =
        q * inverse * Noise.SIGMA * Math.sqrt(32.0 * set.dimension()) * q / Math.sqrt(12);
    double switching = Math.sqrt((1 + 4096 * 2.0 / 3) / 12);
    NoiseBudget budget = NoiseBudget.of(set, 900);
    assertThat(budget.outer()).isCloseTo(30 * Noise.SIGMA, within(1e-9));
    assertThat(budget.inner()).isCloseTo(inner, within(1e-9 * inner));
    assertThat(budget.switching()).isCloseTo(switching, within(1e-12));
    double hidden =
        Math.sqrt(900 * Noise.SIGMA * Noise.SIGMA + inner * inner + switching * switching);
    assertThat(budget.hidden()).isCloseTo(hidden, within(1e-9 * hidden));
    assertThat(budget.smallestFlood()).isCloseTo(256 * hidden, within(1e-6 * hidden));
    assertThat(budget.smallestShareFlood()).isCloseTo(65_536 * hidden, within(1e-4 * hidden));
  }

  @Test
  void aFloodIsItsTwoParts() {
    NoiseBudget budget = new NoiseBudget(3, 4, 12);
    assertThat(budget.hidden()).isEqualTo(13);
    double smallest = 256 * 13;
    NoiseBudget.Parts least = budget.parts(smallest);
    assertThat(least.own()).isCloseTo(256 * Math.hypot(4, 12), within(1e-6));
    assertThat(least.shared()).isCloseTo(256 * 3, within(1e-6));
    NoiseBudget.Parts more = budget.parts(2 * smallest);
    double spare = 3 * smallest * smallest;
    double own = 256 * 256 * 160 + spare / 64;
    assertThat(more.own()).isCloseTo(Math.sqrt(own), within(1e-6));
    assertThat(more.shared()).isCloseTo(Math.sqrt(4 * smallest * smallest - own), within(1e-6));
    assertThatThrownBy(() -> budget.parts(0.999 * smallest))
        .hasMessageContaining("a flood must be at least");
  }

  @Test
  void aScaleTakesValuesToWordsAndSumsBack() {
    ChannelScale scale = new ChannelScale(8, 20);
    assertThat(scale.encode(2.5)).isEqualTo(20);
    assertThat(scale.encode(-0.3)).isEqualTo(-2);
    assertThat(scale.decode(20)).isEqualTo(2.5);
    assertThat(scale.sigma()).isEqualTo(2.5);
    for (double[] wrong :
        new double[][] {{0, 1}, {1, 0}, {-1, 1}, {1, Double.NaN}, {Double.POSITIVE_INFINITY, 1}}) {
      assertThatThrownBy(() -> new ChannelScale(wrong[0], wrong[1]))
          .hasMessageContaining("delta and flood must be finite and above 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSetIsFoundByItsNumbers(LatticeSet set) {
    assertThat(LatticeSet.of(set.modulusBits(), set.dimension(), set.window())).isEqualTo(set);
    assertThat(set.keys() * set.window()).isEqualTo(LatticeSet.CHANNELS);
    for (int[] other :
        new int[][] {
          {set.modulusBits() + 1, set.dimension(), set.window()},
          {set.modulusBits(), set.dimension() + 1, set.window()},
          {set.modulusBits(), set.dimension(), set.window() + 1}
        }) {
      assertThatThrownBy(() -> LatticeSet.of(other[0], other[1], other[2]))
          .hasMessageContaining("log2 q, N and window must be those of a set");
    }
  }
}
