package dev.tributary.fl.horizontal.exact;

/**
 * Partial sums as 64-bit words. The first word counts what was out of range; where it is not 0 the
 * others mean nothing.
 */
public final class Words {
  private Words() {}

  /** Adds the second to the first, which is returned. */
  public static long[] add(long[] sum, long[] words) {
    sum[0] += words[0];
    for (int i = 1; i < sum.length; i++) {
      long added = sum[i] + words[i];
      if (((sum[i] ^ added) & (words[i] ^ added)) < 0) {
        sum[0]++;
      }
      sum[i] = added;
    }
    return sum;
  }

  /** Whether every addend and every partial sum was in range. */
  public static boolean inRange(long[] words) {
    return words[0] == 0;
  }
}
