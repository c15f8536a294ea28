package dev.tributary.crypto.prg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Moments against their exact values. The mean of n samples has standard deviation sigma / sqrt(n),
 * their variance sigma^2 sqrt((kurtosis - 1) / n) with kurtosis at most 3; tolerances are six of
 * these, so that a correct sampler with a random seed fails once in 5 * 10^8 runs (seeds are
 * fixed).
 */
class NoiseTest {
  private static final int SAMPLES = 1_000_000;
  private final KeyStream stream = new KeyStream(SeedTree.derive(new byte[32], "noise test"));

  @Test
  void binomialHasItsMoments() {
    int[] out = new int[SAMPLES];
    Noise.binomial(stream, out, 0, SAMPLES);
    double[] moments = moments(out);
    assertThat(moments[0]).isCloseTo(0, within(6 * Noise.SIGMA / 1000));
    assertThat(moments[1]).isCloseTo(10.5, within(6 * 10.5 * Math.sqrt(2) / 1000));
    for (int value : out) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(21);
    }
  }

  @Test
  void ternaryIsUniform() {
    int[] out = new int[SAMPLES];
    Noise.ternary(stream, out);
    int[] counts = new int[3];
    for (int value : out) {
      counts[value + 1]++;
    }
    // Standard deviation of a count: sqrt(n 2/9) = 471.
    for (int count : counts) {
      assertThat(count).isCloseTo(SAMPLES / 3, within(6 * 472));
    }
  }

  @Test
  void wideHasItsMoments() {
    double sigma = 0x1p33;
    long[] out = new long[SAMPLES + 1];
    Noise.wide(stream, sigma, out);
    double sum = 0;
    double squares = 0;
    int beyond = 0;
    for (long value : out) {
      sum += value / sigma;
      squares += (value / sigma) * (value / sigma);
      beyond += Math.abs(value) > 3 * sigma ? 1 : 0;
    }
    assertThat(sum / SAMPLES).isCloseTo(0, within(6e-3));
    assertThat(squares / SAMPLES).isCloseTo(1, within(6 * Math.sqrt(2) / 1000));
    // P(|z| > 3) = 0.0026998: 2,700 of a million, standard deviation 52.
    assertThat(beyond).isBetween(2388, 3012);
  }

  @Test
  void refusesAnImpossibleWidth() {
    assertThatThrownBy(() -> Noise.wide(stream, 0, new long[2]))
        .hasMessageContaining("sigma must be in");
    assertThatThrownBy(() -> Noise.wide(stream, Double.NaN, new long[2]))
        .hasMessageContaining("sigma must be in");
  }

  private static double[] moments(int[] out) {
    double sum = 0;
    double squares = 0;
    for (int value : out) {
      sum += value;
      squares += (double) value * value;
    }
    return new double[] {sum / out.length, squares / out.length};
  }
}
