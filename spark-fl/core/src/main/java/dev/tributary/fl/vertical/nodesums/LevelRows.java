package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.training.GradientPairs;
import java.io.Serializable;

/**
 * The training rows that a level sums over, gathered once for all columns: entry {@code i} adds
 * {@code pair[i]} of {@code row[i]}. With several classes a row may occur once per class.
 *
 * <p>A pair is {@code gradient * 2^32 + hessian} in one long, so that one addition sums both. The
 * entries form chunks of one channel each, within which neither half can overflow: magnitudes of
 * gradients, and of hessians, add up to less than 2^31.
 */
public final class LevelRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int channels;
  private final int[] rows;
  private final long[] pairs;
  private final int[] chunkEnds;
  private final short[] chunkChannels;

  LevelRows(int channels, int[] rows, long[] pairs, int[] chunkEnds, short[] chunkChannels) {
    this.channels = channels;
    this.rows = rows;
    this.pairs = pairs;
    this.chunkEnds = chunkEnds;
    this.chunkChannels = chunkChannels;
  }

  /** Gathers the rows that have a channel and are not sampled out. */
  public static LevelRows of(GradientPairs pairs, LevelChannels level) {
    return new RowGathering(pairs, level).gather();
  }

  static long pair(int gradient, int hessian) {
    return ((long) gradient << 32) + hessian;
  }

  /** The gradients' part of a sum of pairs. */
  static long gradient(long pairs) {
    return (pairs - (int) pairs) >> 32;
  }

  /** The hessians' part of a sum of pairs. */
  static long hessian(long pairs) {
    return (int) pairs;
  }

  public int channels() {
    return channels;
  }

  int chunks() {
    return chunkEnds.length;
  }

  /** One past the last entry of a chunk; the next chunk starts there, the first at 0. */
  int chunkEnd(int chunk) {
    return chunkEnds[chunk];
  }

  int chunkChannel(int chunk) {
    return chunkChannels[chunk];
  }

  /** Rows by entry; callers must not write. */
  int[] rows() {
    return rows;
  }

  /** Pairs by entry; callers must not write. */
  long[] pairs() {
    return pairs;
  }
}
