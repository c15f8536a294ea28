package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Totals over all parties of sums whose range nobody knows beforehand.
 *
 * @param values correctly rounded, equal at all parties
 * @param parties whose rows are in them
 */
public record WideTotals(double[] values, List<PartyId> parties) {
  public WideTotals {
    parties = List.copyOf(parties);
  }

  /**
   * One secure sum.
   *
   * @param words this party's, of {@link WideSums}
   * @return the totals, correctly rounded, equal at all parties
   * @throws FederationException USER, before anything is sent, if this party's are out of range
   */
  public static double[] of(SecureSum sum, String purpose, long[] words) {
    return ofThoseLeft(sum, purpose, words).values();
  }

  /** The same, with whose rows are in it. */
  public static WideTotals ofThoseLeft(SecureSum sum, String purpose, long[] words) {
    return decoded(sum.total(purpose, shared(purpose, words)), words.length);
  }

  /** The same over exactly these parties; empty, and nothing is opened, where one is lost. */
  public static Optional<double[]> among(
      SecureSum sum, List<PartyId> parties, String purpose, long[] words) {
    return sum.totalAmong(parties, purpose, shared(purpose, words))
        .map(total -> decoded(total, words.length).values());
  }

  private static long[] shared(String purpose, long[] words) {
    if (!WideSums.inRange(words)) {
      throw FederationException.user(
          "the sums of %s are beyond what can be added; check the magnitude of the columns",
          purpose);
    }
    return Arrays.copyOfRange(words, 1, words.length);
  }

  private static WideTotals decoded(Total total, int length) {
    long[] framed = new long[length];
    System.arraycopy(total.words(), 0, framed, 1, length - 1);
    return new WideTotals(WideSums.decode(framed), total.parties());
  }
}
