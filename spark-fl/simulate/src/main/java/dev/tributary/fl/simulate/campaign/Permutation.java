package dev.tributary.fl.simulate.campaign;

import java.io.Serializable;

/**
 * A seeded one-to-one map of {@code 0 .. size - 1} onto itself without memory: four Feistel rounds
 * over the next power of four, walked until inside.
 */
final class Permutation implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ROUNDS = 4;

  private final long size;
  private final int halfBits;
  private final long[] keys = new long[ROUNDS];

  Permutation(long size, long seed, long stream) {
    this.size = size;
    halfBits = Math.max(1, (65 - Long.numberOfLeadingZeros(Math.max(1, size - 1))) / 2);
    CounterRandom random = new CounterRandom(seed, stream, 0);
    for (int i = 0; i < ROUNDS; i++) {
      keys[i] = random.nextLong();
    }
  }

  /** Where {@code index} goes. */
  long at(long index) {
    long at = index;
    do {
      at = step(at);
    } while (at >= size);
    return at;
  }

  private long step(long index) {
    long mask = (1L << halfBits) - 1;
    long left = index >>> halfBits;
    long right = index & mask;
    for (long key : keys) {
      long mixed = left ^ (new CounterRandom(key, 0, right).nextLong() & mask);
      left = right;
      right = mixed;
    }
    return (left << halfBits) | right;
  }
}
