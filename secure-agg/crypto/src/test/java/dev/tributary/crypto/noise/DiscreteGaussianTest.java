package dev.tributary.crypto.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.SecureSource;
import dev.tributary.crypto.random.StreamSource;
import java.math.BigInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of the draws, with fixed seeds: moments to six standard deviations, and Pearson's
 * chi-square against the exact probabilities, whose threshold a right sampler passes with a chance
 * of one in 10^9 at most. Samplers that are wrong by little must fail the same threshold.
 */
class DiscreteGaussianTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 30, 1000})
  void hasItsLaw(long variance) {
    assertThat(excess(variance, sampler(variance))).isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 40, 1L << 60})
  void hasItsMoments(long variance) {
    LongSupplier draws = sampler(variance);
    double sigma = Math.sqrt((double) variance);
    double sum = 0;
    double squares = 0;
    int positive = 0;
    int beyond = 0;
    for (int i = 0; i < DRAWS; i++) {
      double z = draws.getAsLong() / sigma;
      sum += z;
      squares += z * z;
      positive += z > 0 ? 1 : 0;
      beyond += Math.abs(z) > 3 ? 1 : 0;
    }
    double root = Math.sqrt(DRAWS);
    assertThat(sum / DRAWS).isCloseTo(0, within(6 / root));
    assertThat(squares / DRAWS).isCloseTo(1, within(6 * Math.sqrt(2) / root));
    assertThat(positive / (double) DRAWS).isCloseTo(0.5, within(3 / root + 1 / sigma));
    // P(|z| > 3) = 0.0026998
    assertThat((double) beyond).isCloseTo(540, within(6 * 23.3));
  }

  @ParameterizedTest
  @CsvSource({
    "rounded,1",
    "laplace,10",
    "binomial,10",
    "zero-twice,3",
    "too-narrow,1000",
    "skewed,10"
  })
  void theDistinguisherTellsBrokenOnes(String how, long variance) {
    assertThat(excess(variance, broken(how, variance))).as(how).isGreaterThan(1);
  }

  /** None depends on the one before. */
  @Test
  void drawsAreUncorrelated() {
    LongSupplier draws = sampler(1 << 20);
    double last = draws.getAsLong() / 1024.0;
    double products = 0;
    for (int i = 0; i < DRAWS; i++) {
      double z = draws.getAsLong() / 1024.0;
      products += last * z;
      last = z;
    }
    assertThat(products / DRAWS).isCloseTo(0, within(6 / Math.sqrt(DRAWS)));
  }

  @Test
  void refusesNoiseOfNone() {
    assertThatThrownBy(() -> new DiscreteGaussian(BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new DiscreteGaussian(BigInteger.valueOf(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DiscreteGaussian(BigInteger.TWO.pow(104)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** {@code exp(-3/2)} and {@code exp(-1/3)} of the time. */
  @Test
  void coinsAreExponentials() {
    SecureSource source = source("coins");
    for (long[] exponent : new long[][] {{0, 1}, {1, 3}, {1, 1}, {3, 2}, {4, 2}, {7, 3}}) {
      int heads = 0;
      for (int i = 0; i < DRAWS; i++) {
        heads +=
            Bernoulli.exp(BigInteger.valueOf(exponent[0]), BigInteger.valueOf(exponent[1]), source)
                ? 1
                : 0;
      }
      double p = Math.exp(-exponent[0] / (double) exponent[1]);
      double deviation = Math.sqrt(DRAWS * p * (1 - p));
      assertThat((double) heads).isCloseTo(DRAWS * p, within(6 * deviation + 1e-9));
    }
  }

  private static LongSupplier sampler(long variance) {
    DiscreteGaussian gaussian = new DiscreteGaussian(BigInteger.valueOf(variance));
    SecureSource source = source("gaussian " + variance);
    return () -> gaussian.next(source);
  }

  private static LongSupplier broken(String how, long variance) {
    SecureSource source = source(how);
    KeyStream stream = new KeyStream(SeedTree.derive(new byte[32], how));
    DiscreteGaussian right = new DiscreteGaussian(BigInteger.valueOf(variance));
    DiscreteLaplace laplace = new DiscreteLaplace(BigInteger.valueOf(2));
    long[] pair = new long[1];
    return switch (how) {
      // A continuous Gaussian rounded has one twelfth more variance.
      case "rounded" ->
          () -> {
            Noise.wide(stream, Math.sqrt((double) variance) * 1024, pair);
            return Math.round(pair[0] / 1024.0);
          };
      case "laplace" -> () -> laplace.next(source).longValueExact();
      case "binomial" -> () -> Noise.binomial(stream);
      // Without the rejection of minus zero.
      case "zero-twice" ->
          () -> {
            long first = right.next(source);
            return first == 0 || !source.bits(2).equals(BigInteger.ZERO) ? first : 0;
          };
      case "too-narrow" ->
          () -> new DiscreteGaussian(BigInteger.valueOf(variance * 19 / 20)).next(source);
      case "skewed" ->
          () -> {
            long draw = right.next(source);
            return draw < 0 && source.bits(5).equals(BigInteger.ZERO) ? -draw : draw;
          };
      default -> throw new IllegalArgumentException(how);
    };
  }

  /**
   * Chi-square over its threshold: degrees of freedom and 6.2 standard deviations more, by Wilson
   * and Hilferty. Cells are values of which at least 20 are due, and one for the rest.
   */
  private static double excess(long variance, LongSupplier draws) {
    int most = (int) Math.ceil(8 * Math.sqrt((double) variance)) + 1;
    double[] due = new double[2 * most + 1];
    double all = 0;
    for (int x = -most; x <= most; x++) {
      due[x + most] = Math.exp(-(double) x * x / (2.0 * variance));
      all += due[x + most];
    }
    int[] counts = new int[due.length];
    for (int i = 0; i < DRAWS; i++) {
      long draw = draws.getAsLong();
      counts[(int) Math.max(0, Math.min(2L * most, draw + most))]++;
    }
    double statistic = 0;
    double restDue = 0;
    double rest = 0;
    int cells = 0;
    for (int i = 0; i < due.length; i++) {
      double expected = DRAWS * due[i] / all;
      if (expected >= 20) {
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        cells++;
      } else {
        restDue += expected;
        rest += counts[i];
      }
    }
    statistic += (rest - restDue) * (rest - restDue) / Math.max(restDue, 1);
    double degrees = cells;
    double root = 1 - 2 / (9 * degrees) + 6.2 * Math.sqrt(2 / (9 * degrees));
    return statistic / (degrees * root * root * root);
  }

  private static SecureSource source(String purpose) {
    return new StreamSource(SecretBytes.copyOf(SeedTree.derive(new byte[32], purpose)));
  }
}
