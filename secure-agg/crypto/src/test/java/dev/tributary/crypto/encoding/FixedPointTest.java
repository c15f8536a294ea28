package dev.tributary.crypto.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
  private static final FixedPoint POINT = new FixedPoint(20, 1L << 30);

  @Test
  void roundsToTheNearest() {
    assertThat(POINT.encode(1.0)).isEqualTo(1 << 20);
    assertThat(POINT.encode(-0.5)).isEqualTo(-(1 << 19));
    assertThat(POINT.encode(1e-9)).isZero();
    assertThat(POINT.decode(3L << 20)).isEqualTo(3.0);
  }

  @Test
  void errorIsAtMostHalfAUnit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double x = random.nextDouble(-1000, 1000);
      assertThat(Math.abs(POINT.decode(POINT.encode(x)) - x))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(0x1p-21);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1024, -1024, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatDoesNotFit(double value) {
    assertThatThrownBy(() -> POINT.encode(value)).hasMessageContaining("must be below 1024");
  }

  @Test
  void refusesForeignScales() {
    assertThatThrownBy(() -> new FixedPoint(53, 1)).hasMessageContaining("0 to 52");
    assertThatThrownBy(() -> new FixedPoint(20, 0)).hasMessageContaining("1 to 2^62");
  }
}
