package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import java.util.Arrays;
import java.util.List;

/** The Gaussian noise that one owner adds to hide from the other all but the sums. */
final class Flood {
  /** Sources whose noise is one stream. */
  private static final int GROUP = 16;

  private Flood() {}

  /**
   * Adds fresh noise to every word.
   *
   * @param words rows x channels
   * @param deviations standard deviation of each channel, in units of Z_q
   * @param seed one-time; the same seed gives the same noise
   */
  static void addTo(WordMatrix words, double[] deviations, byte[] seed) {
    requireChannels(words, deviations.length);
    KeyStream stream = new KeyStream(seed);
    long[] noise = new long[words.rows()];
    for (int c = 0; c < deviations.length; c++) {
      Noise.wide(stream, deviations[c], noise);
      for (int i = 0; i < noise.length; i++) {
        words.add(i, c, noise[i]);
      }
    }
  }

  /**
   * Adds to every word the noise of its row's sources, the same wherever a source occurs.
   *
   * @param words rows x channels
   * @param sources one row a row of the words
   * @param parts of the flood of each channel, of which the shared ones are added
   * @param seed one-time for lease and message, the same for all blocks
   */
  static void addShared(
      WordMatrix words, NoiseSources sources, List<NoiseBudget.Parts> parts, byte[] seed) {
    requireChannels(words, parts.size());
    if (sources.rows() != words.rows()) {
      throw new IllegalArgumentException(
          "there must be sources a row. Provided value: " + sources.rows());
    }
    KeyStream stream = new KeyStream(seed);
    long[][] noise = new long[parts.size()][GROUP];
    int drawn = -1;
    for (long use : uses(sources)) {
      int source = (int) (use >>> Integer.SIZE);
      int row = (int) use >>> 1;
      if (source / GROUP != drawn) {
        drawn = source / GROUP;
        stream.seek(drawn);
        for (int c = 0; c < noise.length; c++) {
          Noise.wide(stream, parts.get(c).shared(), noise[c]);
        }
      }
      for (int c = 0; c < noise.length; c++) {
        long of = noise[c][source % GROUP];
        words.add(row, c, (use & 1) == 0 ? of : -of);
      }
    }
  }

  /** Every use of a source by a row, ascending, so that a group is drawn once. */
  private static long[] uses(NoiseSources sources) {
    long[] uses = new long[2 * sources.rows()];
    int count = 0;
    for (int row = 0; row < sources.rows(); row++) {
      for (int signed : new int[] {sources.first(row), sources.second(row)}) {
        if (signed != 0) {
          long source = Math.abs(signed) - 1L;
          uses[count++] = source << Integer.SIZE | (long) row << 1 | (signed < 0 ? 1 : 0);
        }
      }
    }
    uses = Arrays.copyOf(uses, count);
    Arrays.sort(uses);
    return uses;
  }

  private static void requireChannels(WordMatrix words, int deviations) {
    if (deviations != words.columns()) {
      throw new IllegalArgumentException(
          "there must be a flood a channel. Provided value: " + deviations);
    }
  }
}
