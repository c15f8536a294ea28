package dev.tributary.fl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeSliceTest {
  private static final TreeWorkload WHOLE = new TreeWorkload(30_000, 100, 0.05, 10, 5, 32);

  @Test
  void scalesALinearCostExactly() {
    TreeSlice slice = TreeSlice.parse("1000x10");
    // 3 s per 10 features whatever the rows, 2 s per 1,000 rows and 10 features.
    double whole = slice.scale(3 + 2, 3 + 16, WHOLE);
    assertThat(whole).isCloseTo((3 + 2 * 30) * 10.0, within(1e-9));
  }

  @Test
  void neverExtrapolatesANegativeFixedPart() {
    // 2 s per 1,000 rows; the line would start at -1 s.
    assertThat(new TreeSlice(1000, 10).scale(1, 15, WHOLE)).isCloseTo(600, within(1e-9));
  }

  @Test
  void givesNoFigureIfCostDidNotGrowWithRows() {
    TreeSlice slice = new TreeSlice(1000, 10);
    assertThat(slice.scale(5, 4, WHOLE)).isNaN();
    assertThat(slice.scale(5, 5, WHOLE)).isNaN();
  }

  @Test
  void takesAllFeaturesUpToAHundred() {
    assertThat(TreeSlice.of(20)).isEqualTo(new TreeSlice(1000, 20));
    assertThat(TreeSlice.of(1000)).isEqualTo(new TreeSlice(1000, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1000", "1000x", "x10", "99x10", "1000 x 10", "-1000x10"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> TreeSlice.parse(text))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("--paillier-slice must be");
  }
}
