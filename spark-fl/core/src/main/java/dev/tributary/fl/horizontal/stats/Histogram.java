package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.horizontal.stats.ColumnFigures.Bin;
import java.util.ArrayList;
import java.util.List;

/** Bins from counts of octaves: neighbours are one bin until it has enough values to be shown. */
final class Histogram {
  private Histogram() {}

  /**
   * @param octaves counts of a column, of at least {@code least} values in all
   */
  static List<Bin> of(BucketCounts octaves, long least) {
    List<Bin> bins = new ArrayList<>();
    int[] occupied = octaves.occupied();
    long count = 0;
    int from = 0;
    for (int k = 0; k < occupied.length; k++) {
      count += octaves.count(occupied[k]);
      if (count >= least) {
        bins.add(new Bin(lower(occupied[from]), upper(occupied[k]), count));
        count = 0;
        from = k + 1;
      }
    }
    if (count > 0) {
      Bin last = bins.remove(bins.size() - 1);
      bins.add(new Bin(last.lower(), upper(occupied[occupied.length - 1]), last.count() + count));
    }
    return open(bins, lowest(octaves, least), highest(octaves, least));
  }

  /** The bound below all values; null where its octave has too few. */
  static Double lowest(BucketCounts octaves, long least) {
    int first = octaves.counts().firstKey();
    return octaves.count(first) >= least ? lower(first) : null;
  }

  /** The bound above all values, likewise. */
  static Double highest(BucketCounts octaves, long least) {
    int last = octaves.counts().lastKey();
    return octaves.count(last) >= least ? upper(last) : null;
  }

  private static List<Bin> open(List<Bin> bins, Double lowest, Double highest) {
    Bin first = bins.get(0);
    bins.set(0, new Bin(lowest, first.upper(), first.count()));
    Bin last = bins.get(bins.size() - 1);
    bins.set(bins.size() - 1, new Bin(last.lower(), highest, last.count()));
    return bins;
  }

  private static double lower(int octave) {
    return octave == Buckets.ZERO ? 0 : Buckets.lower(octave, Buckets.OCTAVE);
  }

  private static double upper(int octave) {
    return octave == Buckets.ZERO ? 0 : Buckets.upper(octave, Buckets.OCTAVE);
  }
}
