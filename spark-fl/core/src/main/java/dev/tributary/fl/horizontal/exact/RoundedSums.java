package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.Arrays;

/**
 * Sums of one partition in one fixed point each. An addend is rounded to half a unit at most
 * ({@link FixedPoint#error}); one that is not finite, and a sum beyond the bound, are counted as
 * out of range.
 *
 * <p>Not thread-safe.
 */
public final class RoundedSums {
  private final double[] open;
  private final long[] words;
  private final double scale;
  private final double pull;
  private final double largest;
  private final double limit;
  private int added;

  /**
   * @param sums how many
   * @param point their common fixed point
   */
  public RoundedSums(int sums, FixedPoint point) {
    open = new double[sums];
    words = new long[sums + 1];
    scale = point.scale();
    pull = Rounding.pull(1 / scale);
    largest = Rounding.largest(1 / scale);
    limit = point.bound() * scale;
  }

  /** Adds a value to one sum. */
  public void add(int at, double value) {
    if (Math.abs(value) <= largest) {
      open[at] += (value + pull) - pull;
    } else {
      addLarge(at, value);
    }
    counted();
  }

  /**
   * Adds {@code factor x[i]} to the sums that begin at one.
   *
   * @param x values, of which {@code count} from {@code from} on are meant
   * @param most largest magnitude among these
   */
  public void add(int at, double factor, double[] x, int from, int count, double most) {
    if (Math.abs(factor) * most <= largest) {
      // A local copy: the loop is vectorised only where nothing in it can change.
      double centre = pull;
      double[] into = open;
      for (int i = 0; i < count; i++) {
        into[at + i] += (factor * x[from + i] + centre) - centre;
      }
    } else {
      for (int i = 0; i < count; i++) {
        addLarge(at + i, factor * x[from + i]);
      }
    }
    counted();
  }

  /** The sums as {@link Words}, out-of-range count first; nothing may be added afterwards. */
  public long[] words() {
    flush();
    for (int i = 1; i < words.length; i++) {
      if (Math.abs((double) words[i]) > limit) {
        words[0]++;
      }
    }
    return words;
  }

  private void addLarge(int at, double value) {
    double rounded = Math.rint(value * scale);
    if (!(Math.abs(rounded) <= limit)) {
      words[0]++;
      return;
    }
    long word = (long) rounded;
    long sum = words[at + 1] + word;
    if (((word ^ sum) & (words[at + 1] ^ sum)) < 0) {
      words[0]++;
    }
    words[at + 1] = sum;
  }

  private void counted() {
    if (++added == Rounding.BLOCK) {
      flush();
    }
  }

  private void flush() {
    for (int i = 0; i < open.length; i++) {
      long word = (long) (open[i] * scale);
      long sum = words[i + 1] + word;
      if (((word ^ sum) & (words[i + 1] ^ sum)) < 0) {
        words[0]++;
      }
      words[i + 1] = sum;
    }
    Arrays.fill(open, 0);
    added = 0;
  }
}
