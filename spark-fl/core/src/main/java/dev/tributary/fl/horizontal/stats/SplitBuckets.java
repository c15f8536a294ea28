package dev.tributary.fl.horizontal.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The values of a column in buckets of several widths: octaves, of which some are split into
 * narrower ones.
 */
final class SplitBuckets {
  private final int bins;
  private final long least;
  private final long total;
  private List<Span> spans = new ArrayList<>();

  /**
   * @param octaves of all values
   * @param bins that the values are to be divided into
   * @param least fewest values of a bin
   */
  SplitBuckets(BucketCounts octaves, int bins, long least) {
    this.bins = bins;
    this.least = least;
    this.total = octaves.total();
    octaves.counts().forEach((bucket, count) -> spans.add(new Span(bucket, octaves.bits(), count)));
  }

  /** Some values that lie in one bucket. */
  private record Span(int bucket, int bits, long count) {
    boolean isZero() {
      return bucket >> (bits - Buckets.OCTAVE) == Buckets.ZERO;
    }

    double lower() {
      return isZero() ? 0 : Buckets.lower(bucket, bits);
    }

    double upper() {
      return isZero() ? 0 : Buckets.upper(bucket, bits);
    }
  }

  /**
   * Buckets of a width to split further: those in which a quantile lies and that hold more than a
   * quarter of a bin, where the parts can be bins of their own.
   */
  int[] wide(int bits) {
    List<Integer> found = new ArrayList<>();
    long end = 0;
    for (Span span : spans) {
      long before = end;
      end += span.count();
      boolean heavy = span.count() >= 2 * least && span.count() > total / (4.0 * bins);
      if (span.bits() == bits && heavy && !span.isZero() && holdsQuantile(before, end)) {
        found.add(span.bucket());
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean holdsQuantile(long before, long end) {
    return IntStream.range(1, bins)
        .mapToLong(this::rank)
        .anyMatch(rank -> rank > before && rank <= end);
  }

  /** Place of the lower quantile {@code i / bins}, from 1. */
  private long rank(int i) {
    return i * (total - 1) / bins + 1;
  }

  /** Counts of buckets of a width. */
  BucketCounts of(int bits) {
    BucketCounts counts = new BucketCounts(bits, new TreeMap<>());
    spans.stream().filter(s -> s.bits() == bits).forEach(s -> counts.put(s.bucket(), s.count()));
    return counts;
  }

  /**
   * Replaces buckets by their parts.
   *
   * @param open the buckets, ascending
   */
  void split(int bits, int[] open, BucketCounts parts) {
    List<Span> finer = new ArrayList<>();
    for (Span span : spans) {
      if (span.bits() == bits && Arrays.binarySearch(open, span.bucket()) >= 0) {
        parts
            .within(span.bucket(), bits)
            .counts()
            .forEach((bucket, count) -> finer.add(new Span(bucket, parts.bits(), count)));
      } else {
        finer.add(span);
      }
    }
    spans = finer;
  }

  /**
   * Cuts at the quantiles {@code i / bins}, between one occupied bucket and the next, so that all
   * know how many values are on either side; a bin with too few is one with its neighbour.
   *
   * @return ascending, below the largest value
   */
  double[] cuts() {
    double[] kept = new double[bins - 1];
    int count = 0;
    int at = 0;
    long start = 0;
    long end = spans.isEmpty() ? 0 : spans.get(0).count();
    for (int i = 1; i < bins && total >= 2 * least; i++) {
      while (end < rank(i)) {
        end += spans.get(++at).count();
      }
      if (end - start >= least && total - end >= least) {
        double from = spans.get(at).upper();
        kept[count++] = Buckets.simplest(from, Math.nextDown(spans.get(at + 1).lower()));
        start = end;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
