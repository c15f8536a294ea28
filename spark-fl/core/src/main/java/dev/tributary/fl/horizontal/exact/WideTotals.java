package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/** Totals over all parties of sums whose range nobody knows beforehand. */
public final class WideTotals {
  private WideTotals() {}

  /**
   * One secure sum.
   *
   * @param words this party's, of {@link WideSums}
   * @return the totals, correctly rounded, equal at all parties
   * @throws FederationException USER, before anything is sent, if this party's are out of range
   */
  public static double[] of(SecureSum sum, String purpose, long[] words) {
    if (!WideSums.inRange(words)) {
      throw FederationException.user(
          "the sums of %s are beyond what can be added; check the magnitude of the columns",
          purpose);
    }
    long[] total = sum.total(purpose, Arrays.copyOfRange(words, 1, words.length)).words();
    long[] framed = new long[words.length];
    System.arraycopy(total, 0, framed, 1, total.length);
    return WideSums.decode(framed);
  }
}
