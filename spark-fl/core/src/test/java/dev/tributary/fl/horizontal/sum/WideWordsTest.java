package dev.tributary.fl.horizontal.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WideWordsTest {
  private static final int COUNT = 4;

  private static long[] words(BigInteger value) {
    long[] words = new long[COUNT + 2];
    WideWords.put(value, words, 1, COUNT);
    assertThat(words[0]).isZero();
    assertThat(words[COUNT + 1]).isZero();
    return words;
  }

  @Test
  void totalsAreThoseOfTheIntegers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      long[] sum = new long[COUNT + 2];
      BigInteger due = BigInteger.ZERO;
      for (int party = 0; party < WideWords.MOST_PARTIES; party++) {
        BigInteger value =
            run == 0
                ? BigInteger.ONE.shiftLeft(32 * (COUNT - 1) + 55).subtract(BigInteger.ONE)
                : new BigInteger(32 * (COUNT - 1) + 55, random);
        value = run == 0 || random.nextBoolean() ? value : value.negate();
        due = due.add(value);
        long[] words = words(value);
        for (int k = 0; k < sum.length; k++) {
          sum[k] = Math.addExact(sum[k], words[k]);
        }
      }
      assertThat(WideWords.get(sum, 1, COUNT)).as("seed %d", seed).isEqualTo(due);
    }
  }

  /** Plain digits of the same value would be the same words, and their sums would tell carries. */
  @Test
  void equalValuesHaveOtherDigitsEachTime() {
    Set<Long> seen = new HashSet<>();
    Stream.generate(() -> words(BigInteger.TEN)).limit(50).forEach(w -> seen.add(w[1]));
    assertThat(seen).hasSizeGreaterThan(45);
    // The low digit itself stays: it is what the total has modulo 2^32.
    assertThat(seen).allMatch(word -> (int) (long) word == 10);
  }

  @Test
  void refusesWhatDoesNotFit() {
    BigInteger most = BigInteger.ONE.shiftLeft(32 * (COUNT - 1) + 55).subtract(BigInteger.ONE);
    for (BigInteger value : List.of(most, most.negate())) {
      assertThat(WideWords.get(words(value), 1, COUNT)).isEqualTo(value);
    }
    assertThatThrownBy(() -> words(most.add(BigInteger.ONE)))
        .hasMessageContaining("value must be below 2^151 in magnitude");
    WideWords.requireRoom(100);
    assertThatThrownBy(() -> WideWords.requireRoom(101)).hasMessageContaining("at most 100");
  }
}
