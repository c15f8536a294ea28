package dev.tributary.protocol.secagg;

import java.nio.ByteBuffer;

/**
 * One attempt at one sum of a run. All masks, shares and signatures are bound to it.
 *
 * @param sum number of the sum, hence of the inputs: a member puts the same vector into every
 *     attempt at it
 * @param attempt 0, and higher when the sum is repeated
 * @param purpose what is summed, such as {@code gradient}
 * @param words length of the vectors, at least 1
 * @param told what this party was told in the sums before, as {@link ToldTotals#digest} has it;
 *     empty where that does not matter
 */
public record SumRound(int sum, int attempt, String purpose, long words, String told) {
  /** A round that stands alone. */
  public SumRound(int sum, int attempt, String purpose, long words) {
    this(sum, attempt, purpose, words, "");
  }

  public SumRound {
    if (sum < 0 || attempt < 0 || words < 1) {
      throw new IllegalArgumentException(
          "sum and attempt must be at least 0 and words at least 1. Provided value: %d, %d, %d"
              .formatted(sum, attempt, words));
    }
  }

  byte[] canonicalBytes() {
    byte[] name = SumGroup.utf8(purpose);
    byte[] before = SumGroup.utf8(told);
    return ByteBuffer.allocate(20 + name.length + before.length)
        .putInt(sum)
        .putInt(attempt)
        .putLong(words)
        .putInt(name.length)
        .put(name)
        .put(before)
        .array();
  }

  @Override
  public String toString() {
    return "sum %d (%s, %d words), attempt %d".formatted(sum, purpose, words, attempt);
  }
}
