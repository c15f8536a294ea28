package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WideWords;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Totals over all parties of sums whose range nobody knows beforehand.
 *
 * @param values correctly rounded, equal at all parties
 * @param parties whose rows are in them
 */
public record WideTotals(double[] values, List<PartyId> parties) {
  /** Of one sum, which is below 2^253 in units of {@link WideSums}. */
  private static final int WORDS = 8;

  public WideTotals {
    parties = List.copyOf(parties);
  }

  /** How many words the secure sum of some sums has. */
  public static int words(int sums) {
    return Math.multiplyExact(WORDS, sums);
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
    return decoded(sum.total(purpose, shared(purpose, words)));
  }

  /** The same over exactly these parties; empty, and nothing is opened, where one is lost. */
  public static Optional<double[]> among(
      SecureSum sum, List<PartyId> parties, String purpose, long[] words) {
    return sum.totalAmong(parties, purpose, shared(purpose, words))
        .map(total -> decoded(total).values());
  }

  /** Limbs as they are would tell with their total how many parties' sums are negative. */
  private static long[] shared(String purpose, long[] words) {
    if (!WideSums.inRange(words)) {
      throw FederationException.user(
          "the sums of %s are beyond what can be added; check the magnitude of the columns",
          purpose);
    }
    BigInteger[] sums = WideSums.integers(words);
    long[] shared = new long[words(sums.length)];
    for (int i = 0; i < sums.length; i++) {
      WideWords.put(sums[i], shared, i * WORDS, WORDS);
    }
    return shared;
  }

  private static WideTotals decoded(Total total) {
    WideWords.requireRoom(total.parties().size());
    double[] values = new double[total.words().length / WORDS];
    for (int i = 0; i < values.length; i++) {
      values[i] = WideSums.value(WideWords.get(total.words(), i * WORDS, WORDS));
    }
    return new WideTotals(values, total.parties());
  }
}
