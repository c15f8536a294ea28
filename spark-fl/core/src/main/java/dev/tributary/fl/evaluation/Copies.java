package dev.tributary.fl.evaluation;

import java.util.SplittableRandom;

/**
 * How often each row is in a bootstrap sample: independently a Poisson variable of mean 1, which
 * differs from drawing as many rows as there are only in the number drawn, of which ratios do not
 * depend (Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83, 2006; Chamandy et
 * al., Estimating Uncertainty for Massive Data Streams, Google, 2012).
 */
final class Copies {
  /** Resolution of the probabilities; mean and variance are 1 to 2 in 10,000. */
  private static final int BITS = 16;

  private static final byte[] POISSON = poisson();

  private Copies() {}

  /**
   * @param seed gives the same sample again
   * @return {@code [row]} at most 8
   */
  static byte[] draw(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] copies = new byte[rows];
    long bits = 0;
    for (int r = 0; r < rows; r++) {
      bits = r % (Long.SIZE / BITS) == 0 ? random.nextLong() : bits >>> BITS;
      copies[r] = POISSON[(int) bits & (1 << BITS) - 1];
    }
    return copies;
  }

  /** The quantile function at the middles of equal steps. */
  private static byte[] poisson() {
    byte[] table = new byte[1 << BITS];
    double probability = Math.exp(-1);
    double upTo = probability;
    byte count = 0;
    for (int i = 0; i < table.length; i++) {
      while ((i + 0.5) / table.length > upTo) {
        count++;
        probability /= count;
        upTo += probability;
      }
      table[i] = count;
    }
    return table;
  }
}
