package dev.tributary.fl.horizontal.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Sums of one partition in a fixed point so wide that no range need be agreed: {@value #LIMBS}
 * limbs of {@value #LIMB_BITS} bits in units of {@code 2^90, 2^50 ... 2^-110}. An addend of up to
 * {@value #LARGEST} in magnitude is exact down to {@code 2^-110}, and so is the sum of a billion. A
 * limb's part of an addend is at most 2^39 units, so that four of each of a block of 1,024 rows add
 * up without rounding.
 *
 * <p>Every limb is a word of its own; words of a party's partitions are added as they are, and
 * {@link #decode} carries. Those of parties are added by {@link WideTotals}, which hides carries.
 * Not thread-safe.
 */
public final class WideSums {
  /** Largest magnitude of an addend. */
  public static final double LARGEST = 1e38;

  private static final int LIMBS = 6;
  private static final int LIMB_BITS = 40;
  private static final int FINEST = -110;
  private static final BigDecimal FINEST_UNIT =
      BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(-FINEST)));
  private static final double MOST = 0x1p52;
  private static final double[] UNIT = new double[LIMBS];
  private static final double[] PULL = new double[LIMBS];

  static {
    for (int limb = 0; limb < LIMBS; limb++) {
      UNIT[limb] = Math.scalb(1.0, FINEST + (LIMBS - 1 - limb) * LIMB_BITS);
      PULL[limb] = Rounding.pull(UNIT[limb]);
    }
  }

  private final int sums;
  private final double[][] open;
  private final long[] words;
  private int added;

  public WideSums(int sums) {
    this.sums = sums;
    this.open = new double[LIMBS][sums];
    this.words = new long[words(sums)];
  }

  /**
   * Whether the sums over a party's partitions are in range, so that those of a thousand such
   * parties are as well.
   */
  public static boolean inRange(long[] words) {
    int sums = (words.length - 1) / LIMBS;
    for (int i = 0; i < sums; i++) {
      if (Math.abs((double) words[1 + i]) > MOST) {
        return false;
      }
    }
    return Words.inRange(words);
  }

  /** How many words some sums are. */
  public static int words(int sums) {
    return 1 + Math.multiplyExact(LIMBS, sums);
  }

  /** Adds a value to one sum, at most four times between two calls of {@link #row}. */
  public void add(int at, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      words[0]++;
      return;
    }
    double rest = value;
    for (int limb = 0; limb < LIMBS; limb++) {
      double part = (rest + PULL[limb]) - PULL[limb];
      open[limb][at] += part;
      rest -= part;
    }
  }

  /** Adds {@code a b} to one sum, which counts as two values, without rounding it. */
  public void addProduct(int at, double a, double b) {
    double high = a * b;
    add(at, high);
    add(at, Math.fma(a, b, -high));
  }

  /** Adds {@code weight value^2} to one sum, which counts as four values, without rounding it. */
  public void addSquare(int at, double weight, double value) {
    double high = value * value;
    addProduct(at, weight, high);
    addProduct(at, weight, Math.fma(value, value, -high));
  }

  /** Ends a row. */
  public void row() {
    if (++added == Rounding.BLOCK) {
      flush();
    }
  }

  /** The sums as {@link Words}, out-of-range count first; nothing may be added afterwards. */
  public long[] words() {
    flush();
    return words;
  }

  /** The sums that words stand for, correctly rounded. */
  public static double[] decode(long[] words) {
    return Arrays.stream(integers(words)).mapToDouble(WideSums::value).toArray();
  }

  /** The sums that words stand for, in units of 2^-110. */
  static BigInteger[] integers(long[] words) {
    BigInteger[] integers = new BigInteger[(words.length - 1) / LIMBS];
    for (int i = 0; i < integers.length; i++) {
      BigInteger sum = BigInteger.ZERO;
      for (int limb = 0; limb < LIMBS; limb++) {
        long word = words[1 + limb * integers.length + i];
        sum = sum.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(word));
      }
      integers[i] = sum;
    }
    return integers;
  }

  /** The number that is nearest to so many units. */
  static double value(BigInteger units) {
    return new BigDecimal(units).multiply(FINEST_UNIT).doubleValue();
  }

  private void flush() {
    for (int limb = LIMBS - 1; limb >= 0; limb--) {
      double scale = 1 / UNIT[limb];
      for (int i = 0; i < sums; i++) {
        int at = 1 + limb * sums + i;
        words[at] += (long) (open[limb][i] * scale);
        if (limb > 0) { // carried, so that words of any number of rows stay small
          long carry = words[at] >> LIMB_BITS;
          words[at] -= carry << LIMB_BITS;
          words[at - sums] += carry;
        }
      }
      Arrays.fill(open[limb], 0);
    }
    added = 0;
  }
}
