package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClippedWordsTest {
  private static final long LONGEST = 1L << 20;
  private static final double LEAST = Double.MIN_NORMAL * LONGEST;

  /** Of every size that a double may have, also where the arithmetic loses digits. */
  @Test
  void noVectorIsLongerThanTheLongest() {
    Random random = new Random(5);
    for (double clip : new double[] {LEAST, 1e-3, 2, 1e3, 1e300}) {
      for (long longest : new long[] {1, LONGEST, 1L << 30}) {
        if (clip / longest < Double.MIN_NORMAL) {
          continue;
        }
        ClippedWords clipped = new ClippedWords(clip, longest);
        double most = 0;
        for (int i = 0; i < 1_000; i++) {
          double[] vector = new double[1 + random.nextInt(8)];
          for (int j = 0; j < vector.length; j++) {
            vector[j] = Math.scalb(random.nextGaussian(), random.nextInt(2_100) - 1_075);
          }
          long[] words = new long[vector.length];
          if (clipped.round(vector, words)) {
            double squares = 0;
            for (long word : words) {
              squares += (double) word * word;
            }
            most = Math.max(most, Math.sqrt(squares));
          }
        }
        assertThat(most).isLessThanOrEqualTo((double) longest).isGreaterThan(0.99 * longest);
      }
    }
  }

  @Test
  void shortVectorsAreRoundedAndLongOnesShortened() {
    long[] words = new long[2];
    assertThat(new ClippedWords(2, 200).round(new double[] {0.519, -1.2}, words)).isTrue();
    assertThat(words).containsExactly(51, -120);
    assertThat(new ClippedWords(2, 200).round(new double[] {3e200, -4e200}, words)).isTrue();
    assertThat(words[0]).isBetween(119L, 120L);
    assertThat(words[1]).isBetween(-160L, -159L);
  }

  @Test
  void whatIsNoNumberAddsNothing() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(new ClippedWords(2, 200).round(new double[] {wrong, 1}, new long[2])).isFalse();
    }
  }

  /** Of a unit of 0 every word would be as long as a word can be. */
  @Test
  void aUnitIsANormalNumber() {
    for (double wrong :
        new double[] {0, -1, Double.NaN, Double.MIN_VALUE, LEAST / 2, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new ClippedWords(wrong, LONGEST))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (long wrong : new long[] {-1, 0, (1L << 30) + 1}) {
      assertThatThrownBy(() -> new ClippedWords(2, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
