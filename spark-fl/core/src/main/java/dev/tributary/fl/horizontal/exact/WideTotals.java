package dev.tributary.fl.horizontal.exact;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WideWords;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Totals over all parties of sums whose range nobody knows beforehand.
 *
 * @param values correctly rounded, equal at all parties
 * @param units the same before they are rounded, in units of 2^-110
 * @param parties whose rows are in them
 */
public record WideTotals(double[] values, BigInteger[] units, List<PartyId> parties) {
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

  /**
   * The variance {@code squares / weight - (sum / weight)^2} of exact totals, from which nothing
   * cancels however far the mean is from 0. What rounding to units can leave is 0.
   *
   * @param weight place of the total of weights, which is above 0
   * @param sum place of the total of weighted values
   * @param squares place of the total of weighted squares
   * @param addends to any of these totals at most, each of which is off by half a unit at most
   */
  public double variance(int weight, int sum, int squares, long addends) {
    BigInteger whole = units[weight];
    BigInteger found = units[squares].multiply(whole).subtract(units[sum].pow(2));
    BigInteger rounding = whole.add(units[sum].abs()).multiply(BigInteger.valueOf(addends));
    if (found.compareTo(rounding) <= 0) {
      return 0;
    }
    BigDecimal square = new BigDecimal(whole.pow(2));
    return new BigDecimal(found).divide(square, MathContext.DECIMAL64).doubleValue();
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
    BigInteger[] units = new BigInteger[total.words().length / WORDS];
    for (int i = 0; i < units.length; i++) {
      units[i] = WideWords.get(total.words(), i * WORDS, WORDS);
    }
    double[] values = Arrays.stream(units).mapToDouble(WideSums::value).toArray();
    return new WideTotals(values, units, total.parties());
  }
}
