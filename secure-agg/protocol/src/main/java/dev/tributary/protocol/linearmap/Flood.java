package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;

/** The Gaussian noise that one owner adds to hide from the other all but the sums. */
final class Flood {
  private Flood() {}

  /**
   * Adds fresh noise to every word.
   *
   * @param words rows x channels
   * @param deviations standard deviation of each channel, in units of Z_q
   * @param seed one-time; the same seed gives the same noise
   */
  static void addTo(WordMatrix words, double[] deviations, byte[] seed) {
    if (deviations.length != words.columns()) {
      throw new IllegalArgumentException(
          "there must be a flood a channel. Provided value: " + deviations.length);
    }
    KeyStream stream = new KeyStream(seed);
    long[] noise = new long[words.rows()];
    for (int c = 0; c < deviations.length; c++) {
      Noise.wide(stream, deviations[c], noise);
      for (int i = 0; i < noise.length; i++) {
        words.add(i, c, noise[i]);
      }
    }
  }
}
