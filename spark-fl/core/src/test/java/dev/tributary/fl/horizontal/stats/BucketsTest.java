package dev.tributary.fl.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private double any() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : 1.5;
  }

  @Test
  void bucketsHoldTheirValuesInOrderAndSplitIntoEachOther() {
    for (int run = 0; run < 20_000; run++) {
      double one = any();
      double other = any();
      for (int bits : new int[] {Buckets.COARSE, Buckets.OCTAVE, Buckets.FINE}) {
        int bucket = Buckets.of(one, bits);
        // The outermost coarse buckets go on where no numbers are.
        if (bits > Buckets.COARSE && Math.abs(one) >= Double.MIN_NORMAL) {
          assertThat(one)
              .as("seed %d", seed)
              .isBetween(Buckets.lower(bucket, bits), Buckets.upper(bucket, bits));
        }
        if (one < other) {
          assertThat(bucket).as("seed %d", seed).isLessThanOrEqualTo(Buckets.of(other, bits));
        }
        assertThat(bucket).isEqualTo(Buckets.of(one, Buckets.FINE) >> (Buckets.FINE - bits));
      }
    }
  }

  @Test
  void theSimplestNumberOfAFineBucketIsWithinTheStatedAccuracy() {
    for (int run = 0; run < 20_000; run++) {
      double value = any();
      if (Math.abs(value) >= Double.MIN_NORMAL) {
        int bucket = Buckets.of(value, Buckets.FINE);
        double simplest = Buckets.simplest(bucket, Buckets.FINE);
        assertThat(Buckets.of(simplest, Buckets.FINE)).isEqualTo(bucket);
        assertThat(Math.abs(simplest - value))
            .as("seed %d, value %s", seed, value)
            .isLessThanOrEqualTo(Buckets.ACCURACY * Math.abs(value));
        int ceiling = Buckets.ceiling(Buckets.of(value, Buckets.OCTAVE));
        assertThat(Math.getExponent(value)).isEqualTo(ceiling - 1);
      }
    }
  }

  @Test
  void wholeNumbersStayAsTheyAreWhereABucketHoldsNoOther() {
    for (int n = 1; n < 512; n++) {
      for (double value : new double[] {n, -n}) {
        assertThat(Buckets.simplest(Buckets.of(value, Buckets.FINE), Buckets.FINE))
            .isEqualTo(value);
      }
    }
    assertThat(Buckets.simplest(Buckets.of(0.3, Buckets.FINE), Buckets.FINE)).isEqualTo(0.3);
    assertThat(Buckets.simplest(Buckets.of(1234567, Buckets.FINE), Buckets.FINE))
        .isEqualTo(1_233_000);
  }

  @Test
  void zeroHasABucketOfItsOwnWithAllThatIsTooSmall() {
    assertThat(Buckets.of(0.0, Buckets.OCTAVE))
        .isEqualTo(Buckets.of(-0.0, Buckets.OCTAVE))
        .isEqualTo(Buckets.of(Double.MIN_VALUE, Buckets.OCTAVE))
        .isEqualTo(Buckets.of(-Double.MIN_VALUE, Buckets.OCTAVE))
        .isEqualTo(Buckets.ZERO)
        .isEqualTo(Buckets.of(Double.MIN_NORMAL, Buckets.OCTAVE) - 1)
        .isNotEqualTo(Buckets.of(-Double.MIN_NORMAL, Buckets.OCTAVE));
    assertThat(Buckets.ceiling(Buckets.of(Double.MAX_VALUE, Buckets.OCTAVE))).isEqualTo(1024);
    assertThat(Buckets.ceiling(Buckets.of(-1, Buckets.OCTAVE))).isEqualTo(1);
  }
}
