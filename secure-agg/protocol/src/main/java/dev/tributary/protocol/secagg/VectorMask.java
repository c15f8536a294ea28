package dev.tributary.protocol.secagg;

import dev.tributary.crypto.prg.WordMask;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * A sum of mask streams over one vector, block by block: at a member all masks of its vector, at
 * the summing party all that must be added to the sum of the masked vectors to make the total.
 *
 * <p>A member's masks one vector, its own: a second one under the same mask gives away the
 * difference of the two, so tasks that run again must mask the same words. Serializable for a
 * driver that hands it to its own executors. Thread-safe; prints nothing.
 */
public final class VectorMask implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<byte[]> added = new ArrayList<>();
  private final ArrayList<byte[]> subtracted = new ArrayList<>();

  VectorMask() {}

  void add(byte[] seed) {
    added.add(seed);
  }

  void subtract(byte[] seed) {
    subtracted.add(seed);
  }

  /** Number of streams, each of which costs a pass of AES-CTR over the vector. */
  public int streams() {
    return added.size() + subtracted.size();
  }

  /**
   * Adds words {@code [from, from + length)} of the mask to {@code words[offset, offset + length)}.
   */
  public void addTo(long[] words, int offset, int length, long from) {
    WordMask mask = new WordMask();
    added.forEach(seed -> mask.add(seed, words, offset, length, from));
    subtracted.forEach(seed -> mask.subtract(seed, words, offset, length, from));
  }

  @Override
  public String toString() {
    return "VectorMask";
  }
}
