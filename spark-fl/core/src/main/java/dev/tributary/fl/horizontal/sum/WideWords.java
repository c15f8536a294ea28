package dev.tributary.fl.horizontal.sum;

import dev.tributary.crypto.shamir.ShamirSharing;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Integers beyond 64 bits as several words of a sum, exact. A party writes its value to base 2^32
 * with digits that a random multiple of 2^32 is added to and taken from the next one, so that the
 * sums of digits tell the total and, but for a chance of parties x 2^-24, nothing of the carries
 * between the parties' own digits.
 *
 * <p>Each word stays below 2^56 + 2^32 in magnitude where the value is below 2^(32 x (words - 1) +
 * 55), so 127 parties cannot overflow it; more than {@value #MOST_PARTIES} are refused.
 */
public final class WideWords {
  /** Most parties of a sum. */
  public static final int MOST_PARTIES = ShamirSharing.MAX_PARTIES;

  private static final int DIGIT = 32;
  private static final int CARRY = 24;
  private static final int TOP = 55;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WideWords() {}

  /**
   * Writes a value.
   *
   * @param words where to
   * @param at first word
   * @param count how many words, at least 1
   * @throws IllegalArgumentException if the value does not fit so many
   */
  public static void put(BigInteger value, long[] words, int at, int count) {
    if (value.bitLength() > DIGIT * (count - 1) + TOP) {
      throw new IllegalArgumentException(
          "value must be below 2^%d in magnitude. Provided value: one of %d bits"
              .formatted(DIGIT * (count - 1) + TOP, value.bitLength()));
    }
    BigInteger rest = value;
    for (int k = 0; k + 1 < count; k++) {
      long digit = rest.longValue() & 0xffff_ffffL;
      long carry = RANDOM.nextInt(1 << CARRY);
      words[at + k] = digit + (carry << DIGIT);
      rest = rest.shiftRight(DIGIT).subtract(BigInteger.valueOf(carry));
    }
    words[at + count - 1] = rest.longValueExact();
  }

  /** The total that words came to. */
  public static BigInteger get(long[] words, int at, int count) {
    BigInteger total = BigInteger.ZERO;
    for (int k = 0; k < count; k++) {
      total = total.add(BigInteger.valueOf(words[at + k]).shiftLeft(DIGIT * k));
    }
    return total;
  }

  /** A refusal of more parties than words have room for. */
  public static void requireRoom(int parties) {
    if (parties > MOST_PARTIES) {
      throw new IllegalArgumentException(
          "parties must be at most " + MOST_PARTIES + ". Provided value: " + parties);
    }
  }
}
