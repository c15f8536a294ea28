package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.security.SecureRandom;

/** What becomes of a secure sum whose first word counts the parties that are out of range. */
public final class OutOfRange {
  private static final SecureRandom RANDOM = new SecureRandom();

  private OutOfRange() {}

  /**
   * Whether a party's sums, over its partitions together, are beyond what all parties together can
   * hold.
   *
   * @param own as {@link Words}
   */
  public static boolean is(long[] own, FixedPoint point) {
    double most = point.bound() * point.scale();
    boolean out = !Words.inRange(own);
    for (int i = 1; i < own.length; i++) {
      out |= Math.abs((double) own[i]) > most;
    }
    return out;
  }

  /**
   * What a party out of range puts in: nobody reads the total then, and random words hide in it
   * what the others put in, which with few of them in range would be one party's own.
   *
   * @param words the first becomes 1, all others are drawn
   */
  public static void hide(long[] words) {
    for (int i = 1; i < words.length; i++) {
      words[i] = RANDOM.nextLong();
    }
    words[0] = 1;
  }
}
