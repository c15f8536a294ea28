package dev.tributary.fl.horizontal.stats;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many values of a column are in which bucket.
 *
 * @param bits width of the buckets
 * @param counts by bucket, ascending; none is 0
 */
record BucketCounts(int bits, TreeMap<Integer, Long> counts) {
  /** Rows of all parties: what is beyond is no number of rows, and sums of it would overflow. */
  static final long MOST_ROWS = 1L << 40;

  /** Of all buckets of a width, whose counts stand from {@code at}. */
  static BucketCounts all(int bits, long[] words, int at) {
    BucketCounts found = new BucketCounts(bits, new TreeMap<>());
    for (int b = 0; b < 1 << bits; b++) {
      found.put(b, words[at + b]);
    }
    return found;
  }

  void put(int bucket, long count) {
    if (count < 0 || count > MOST_ROWS) {
      throw misfit();
    }
    if (count > 0) {
      counts.put(bucket, count);
    }
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long count(int bucket) {
    return counts.getOrDefault(bucket, 0L);
  }

  /** Buckets with a value in them, ascending. */
  int[] occupied() {
    return counts.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Of the parts of one wider bucket alone. */
  BucketCounts within(int bucket, int width) {
    int parts = bits - width;
    return new BucketCounts(
        bits, new TreeMap<>(counts.subMap(bucket << parts, (bucket + 1) << parts)));
  }

  /**
   * Where a rank is.
   *
   * @param rank 1 to the total
   */
  Place place(long rank) {
    long before = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      if (rank <= before + bucket.getValue()) {
        return new Place(bucket.getKey(), rank - before);
      }
      before += bucket.getValue();
    }
    throw new IllegalArgumentException("rank must be 1 to " + before + ". Provided value: " + rank);
  }

  /**
   * A bucket and a rank among its values.
   *
   * @param rank 1 to the bucket's count
   */
  record Place(int bucket, long rank) {}

  /** Sums of several rounds are of the same values, or nothing is made of them. */
  static FederationException misfit() {
    return new FederationException(
        ErrorCode.PEER,
        "the sums of this run do not fit each other: the rows of a party changed while it ran, or it"
            + " put in what its rows do not hold; start the run again on tables that stay as they"
            + " are");
  }
}
