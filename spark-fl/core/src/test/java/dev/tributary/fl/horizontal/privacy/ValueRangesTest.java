package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ValueRangesTest {
  private static final ValueRanges VALUES =
      new ValueRanges(
          new double[] {-2, 0, 0, 4, 9},
          new double[] {-1, 0, 2, 6, 9},
          new double[] {10, 0, 40, 0, 50});

  @Test
  void aQuantileIsInTheRangeOfItsRank() {
    assertThat(VALUES.quantile(0)).isEqualTo(-2);
    assertThat(VALUES.quantile(0.05)).isCloseTo(-1.5, within(1e-12));
    assertThat(VALUES.quantile(0.1)).isCloseTo(-1, within(1e-12));
    assertThat(VALUES.quantile(0.3)).isCloseTo(1, within(1e-12));
    assertThat(VALUES.quantile(0.5)).isCloseTo(2, within(1e-12));
    assertThat(VALUES.quantile(0.51)).isEqualTo(9);
    assertThat(VALUES.quantile(1)).isEqualTo(9);
    double[] none = new double[0];
    assertThat(new ValueRanges(none, none, none).quantile(0.5)).isNaN();
  }

  /** Parts of fewer values than the noise hides would lose them. */
  @Test
  void aRangeIsDividedNoFinerThanItsPartsAreSeen() {
    double[] low = {0, 64};
    double[] high = {64, 128};
    ValueRanges found = new ValueRanges(low, high, new double[] {90, 900}).divided(30);
    assertThat(found.low()).hasSize(1 + 15).startsWith(0, 64);
    assertThat(found.high()).endsWith(128);
    ValueRanges many = new ValueRanges(low, high, new double[] {9e6, 9e7}).divided(30);
    assertThat(many.low().length).isBetween(50, ValueRanges.MOST);
    assertThat(new ValueRanges(low, low, new double[] {9e6, 9e7}).divided(30).low())
        .containsExactly(0, 64);
  }

  /** Most values are 0, which is one point, and the few others are told apart as if alone. */
  @Test
  void aPointTakesNoPartsFromOthers() {
    double[] low = {0, 1};
    double[] high = {0, 4};
    ValueRanges found = new ValueRanges(low, high, new double[] {98_500, 1_500}).divided(20);
    assertThat(found.low()).hasSize(1 + 37).startsWith(0, 1);
    assertThat(found.of(1)).isEqualTo(1);
    assertThat(found.of(-0.0)).isZero();
    assertThat(
            new ValueRanges(new double[] {-4, 0}, new double[] {-1, 0}, new double[2]).of(-0x1p-30))
        .isEqualTo(1);
  }

  /** What was seen is not lost where the noise hides its parts. */
  @Test
  void aRangeWhosePartsAreHiddenStaysWhole() {
    ValueRanges parts =
        new ValueRanges(
            new double[] {-2, -1.5, 0, 1, 9},
            new double[] {-1.5, -1, 1, 2, 9},
            new double[] {0, 0, 0, 35, 0});
    ValueRanges refined = VALUES.refined(parts);
    assertThat(refined.low()).containsExactly(-2, 1, 9);
    assertThat(refined.high()).containsExactly(-1, 2, 9);
    assertThat(refined.counts()).containsExactly(10, 35, 50);
  }

  @Test
  void bandsHoldAllValuesAndBridgeWhatIsEmpty() {
    ValueRanges two = VALUES.bands(2);
    assertThat(two.low()).containsExactly(-2, 9);
    assertThat(two.high()).containsExactly(2, 9);
    assertThat(two.counts()).containsExactly(50, 50);
    ValueRanges one = VALUES.bands(1);
    assertThat(one.low()).containsExactly(-2);
    assertThat(one.high()).containsExactly(9);
    assertThat(one.counts()).containsExactly(100);
    ValueRanges most = VALUES.bands(20);
    assertThat(most.counts()).containsExactly(10, 40, 50);
    assertThat(most.low()).containsExactly(-2, 0, 9);
    double[] none = new double[0];
    assertThat(new ValueRanges(none, none, none).bands(3).low()).isEmpty();
  }

  @Test
  void onePointIsNoRange() {
    double[] at = {3, 5};
    assertThat(new ValueRanges(at, at, new double[] {9, 0}).isOnePoint()).isTrue();
    assertThat(new ValueRanges(at, at, new double[] {9, 1}).isOnePoint()).isFalse();
    assertThat(VALUES.isOnePoint()).isFalse();
    double[] to = {4, 5};
    assertThat(new ValueRanges(at, to, new double[] {9, 0}).isOnePoint()).isFalse();
  }
}
