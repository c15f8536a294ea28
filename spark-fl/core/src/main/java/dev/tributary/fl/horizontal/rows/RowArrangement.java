package dev.tributary.fl.horizontal.rows;

import java.io.Serializable;

/**
 * Into which shard a row goes and what it follows there, told from the row alone: however a table
 * is partitioned and ordered, its shards are the same, bit for bit. (Two different rows have one
 * key, and may then stand either way round, with a chance of {@code rows^2 / 2^65}.)
 *
 * @param shards how many, at least 1
 * @param seed of the order; no secret
 */
public record RowArrangement(int shards, long seed) implements Serializable {
  public RowArrangement {
    if (shards < 1) {
      throw new IllegalArgumentException("shards must be at least 1. Provided value: " + shards);
    }
  }

  /**
   * By which rows of a shard are ordered.
   *
   * @param cells of {@link RowBlock#cells}
   */
  public long key(double[] cells) {
    long key = mixed(seed);
    for (double cell : cells) {
      key = mixed(key ^ Double.doubleToLongBits(cell));
    }
    return key;
  }

  /** The shard of a row, from 0. */
  public int shard(long key) {
    return (int) Long.remainderUnsigned(key, shards);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), after one step. */
  private static long mixed(long from) {
    long z = from + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
