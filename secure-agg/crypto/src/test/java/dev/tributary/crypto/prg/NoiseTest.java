package dev.tributary.crypto.prg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

  /**
   * Every value as often as 42 coins say, {@code C(42, 21 + v) / 2^42}: 6 standard deviations of a
   * count of n draws, sqrt(n p (1 - p)), where at least 100 are due.
   */
  @Test
  void binomialHasItsDistribution() {
    int[] counts = new int[43];
    for (int i = 0; i < SAMPLES; i++) {
      counts[Noise.binomial(stream) + 21]++;
    }
    double probability = 0x1p-42;
    for (int v = 0; v <= 42; v++) {
      double due = SAMPLES * probability;
      if (due >= 100) {
        double deviation = Math.sqrt(due * (1 - probability));
        assertThat((double) counts[v]).as("value %d", v - 21).isCloseTo(due, within(6 * deviation));
      }
      probability *= (42.0 - v) / (v + 1);
    }
  }

  /** The two sides are different bits of the word: bits 0 .. 20 and 32 .. 52. */
  @Test
  void binomialIsOfOneWord() {
    KeyStream words = new KeyStream(new byte[32]);
    KeyStream errors = new KeyStream(new byte[32]);
    for (int i = 0; i < 1000; i++) {
      long word = words.nextLong();
      int expected = 0;
      for (int bit = 0; bit < 21; bit++) {
        expected += (int) ((word >>> bit) & 1) - (int) ((word >>> (32 + bit)) & 1);
      }
      assertThat(Noise.binomial(errors)).isEqualTo(expected);
    }
  }

  @Test
  void onlyTheRangeIsFilled() {
    int[] out = new int[12];
    Arrays.fill(out, 99);
    Noise.binomial(stream, out, 3, 7);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i] == 99).isEqualTo(i < 3 || i >= 10);
    }
  }

  /**
   * Ten trits of two bytes below 243, then the first of a third; bytes from 243 on are left out.
   */
  @Test
  void ternaryTakesFiveTritsOfAByte() {
    KeyStream words = new KeyStream(new byte[32]);
    int[] expected = new int[1000];
    int filled = 0;
    while (filled < expected.length) {
      int word = words.nextInt();
      for (int lane = 0; lane < 4; lane++) {
        int trits = (word >>> (8 * lane)) & 0xff;
        for (int power = 1; power < 243 && trits < 243 && filled < expected.length; power *= 3) {
          expected[filled++] = (trits / power) % 3 - 1;
        }
      }
    }
    int[] out = new int[1000];
    Noise.ternary(new KeyStream(new byte[32]), out);
    assertThat(out).containsExactly(expected);
  }

  /** Box and Muller's pair of two words, and what an odd length leaves. */
  @Test
  void wideIsOfTwoWordsAPair() {
    KeyStream words = new KeyStream(new byte[32]);
    long[] out = new long[5];
    Noise.wide(new KeyStream(new byte[32]), 0x1p20, out);
    for (int i = 0; i < out.length; i += 2) {
      double uniform = ((words.nextLong() >>> 11) + 1) * 0x1p-53;
      double angle = (words.nextLong() >>> 11) * 0x1p-53 * 2 * Math.PI;
      double radius = 0x1p20 * Math.sqrt(-2 * StrictMath.log(uniform));
      assertThat(out[i]).isEqualTo(Math.round(radius * StrictMath.cos(angle)));
      if (i + 1 < out.length) {
        assertThat(out[i + 1]).isEqualTo(Math.round(radius * StrictMath.sin(angle)));
      }
    }
    Noise.wide(stream, 0x1p50, new long[2]);
    assertThatThrownBy(() -> Noise.wide(stream, Math.nextUp(0x1p50), new long[2]))
        .hasMessageContaining("sigma must be in");
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
