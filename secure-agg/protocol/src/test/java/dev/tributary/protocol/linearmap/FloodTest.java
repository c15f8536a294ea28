package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import org.junit.jupiter.api.Test;

/** Noise that two words shared would cancel in their difference. */
class FloodTest {
  private static final int ROWS = 4096;
  private static final double[] DEVIATIONS = {1000, 4000, 1000, 16_000};
  private static final byte[] SEED = SeedTree.derive(new byte[32], "flood");

  /** Five standard deviations of the correlation of independent samples, 1 / sqrt(4096). */
  private static final double CHANCE = 5.0 / 64;

  @Test
  void everyWordHasItsOwnNoiseOfItsChannelsDeviation() {
    WordMatrix words = new WordMatrix(LatticeSet.Q32, ROWS, DEVIATIONS.length);
    Flood.addTo(words, DEVIATIONS, SEED);
    for (int c = 0; c < DEVIATIONS.length; c++) {
      double deviation = Math.sqrt(product(words, c, c, 0) / ROWS);
      assertThat(deviation / DEVIATIONS[c]).isCloseTo(1, within(CHANCE / Math.sqrt(2)));
      for (int other = 0; other <= c; other++) {
        for (int shift = other == c ? 1 : 0; shift < 3; shift++) {
          double scale = ROWS * DEVIATIONS[c] * DEVIATIONS[other];
          assertThat(Math.abs(product(words, c, other, shift)) / scale)
              .describedAs("channels %d and %d, %d rows apart", c, other, shift)
              .isLessThan(CHANCE);
        }
      }
    }
  }

  @Test
  void everyChannelNeedsADeviation() {
    WordMatrix words = new WordMatrix(LatticeSet.Q32, 1, 3);
    assertThatThrownBy(() -> Flood.addTo(words, new double[] {1000, 1000}, SEED))
        .hasMessageContaining("a flood a channel");
  }

  private static double product(WordMatrix words, int channel, int other, int shift) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += (double) words.centred(r, channel) * words.centred((r + shift) % ROWS, other);
    }
    return sum;
  }
}
