package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class DerivativeScaleTest {
  /** However large derivatives are, rows of all parties together stay in a word. */
  @Test
  void allRowsAtTheLimitDoNotOverflow() {
    for (long rows : new long[] {1, 2, 3, 1000, 1 << 20, (1L << 31) - 1, 1L << 37}) {
      for (double bound : new double[] {1e-9, 0.7, 1, 64e9, 1e30}) {
        DerivativeScale scale = DerivativeScale.of(bound, rows);
        for (double value : new double[] {bound, 1e300, Double.POSITIVE_INFINITY}) {
          BigInteger sum = BigInteger.valueOf(scale.word(value)).multiply(BigInteger.valueOf(rows));
          assertThat(sum.bitLength()).as("%d x %s", rows, value).isLessThan(Long.SIZE - 1);
          assertThat(scale.word(-value)).isEqualTo(-scale.word(value));
        }
        assertThat(scale.value(scale.word(bound)))
            .as("nothing within the bound is cut off")
            .isCloseTo(bound, within(bound * 0x1p-20));
      }
    }
  }

  @Test
  void roundsToNearest() {
    DerivativeScale scale = DerivativeScale.of(1, 1_000_000);
    assertThat(scale.fractionBits()).isEqualTo(39);
    assertThat(scale.value(scale.word(0.3))).isCloseTo(0.3, within(0x1p-40));
    assertThat(DerivativeScale.of(1, 1L << 37).fractionBits()).isEqualTo(23);
    assertThat(DerivativeScale.of(1e30, 1000).fractionBits()).isNegative();
  }
}
