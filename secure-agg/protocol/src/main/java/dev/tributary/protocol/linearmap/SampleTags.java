package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.prg.KeyStream;

/**
 * Tags of sets of samples: the sum modulo 2^64 of a random word for each of them. Different sets
 * have one tag with probability 2^-63, and then share their noise, no more.
 */
public final class SampleTags {
  /** No set. */
  public static final long NONE = -1;

  private final long[] ofSample;
  private final long ofAll;

  /**
   * @param seed of the training, the same for all blocks
   */
  SampleTags(byte[] seed, int samples) {
    KeyStream stream = new KeyStream(seed);
    ofSample = new long[samples];
    long all = 0;
    for (int i = 0; i < samples; i++) {
      ofSample[i] = stream.nextLong();
      all += ofSample[i];
    }
    ofAll = all;
  }

  /** Sums of a column by bin. */
  public long[] byBin(byte[] column, int bins) {
    long[] sums = new long[bins];
    for (int i = 0; i < ofSample.length; i++) {
      sums[column[i] & 0xff] += ofSample[i];
    }
    return sums;
  }

  /** The tag of a set up to its complement; the last bit tells which of the two it is. */
  public long canonical(long tag) {
    long complement = ofAll - tag;
    return Long.compareUnsigned(tag, complement) <= 0 ? tag & ~1L : complement | 1;
  }

  static long source(long canonical) {
    return canonical & ~1L;
  }

  static boolean isComplement(long canonical) {
    return (canonical & 1) != 0;
  }
}
