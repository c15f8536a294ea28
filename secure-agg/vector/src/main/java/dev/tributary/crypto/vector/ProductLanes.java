package dev.tributary.crypto.vector;

import dev.tributary.crypto.lattice.LatticeSet;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products of exact integers in doubles. Two groups times four vectors of columns keep their
 * eight sums in registers over a whole tile: four loads and two broadcasts feed eight fused
 * multiply-adds. The four vectors of all the tile's rows stay in the first-level cache for all
 * groups.
 *
 * <p>Terms and sums are integers below 2^53, so that fusing and the order of additions change
 * nothing.
 */
final class ProductLanes {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRIPE = 4 * LANES;

  private ProductLanes() {}

  static void add(
      double[][] sums, double[][] tile, int[] factors, int first, int stride, int count) {
    for (int c = 0; c < LatticeSet.CHANNELS; c += STRIPE) {
      int g = 0;
      for (; g + 1 < sums.length; g += 2) {
        int at = first + g * stride;
        addTwo(sums[g], sums[g + 1], tile, factors, at, at + stride, count, c);
      }
      if (g < sums.length) {
        addOne(sums[g], tile, factors, first + g * stride, count, c);
      }
    }
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(SPECIES, values, at);
  }

  /** The cast matters: a broadcast of an int would be one of a long, which is checked each time. */
  private static DoubleVector repeat(int factor) {
    return DoubleVector.broadcast(SPECIES, (double) factor);
  }

  private static void addTwo(
      double[] s, double[] t, double[][] tile, int[] factors, int a, int b, int count, int c) {
    DoubleVector s0 = load(s, c);
    DoubleVector s1 = load(s, c + LANES);
    DoubleVector s2 = load(s, c + 2 * LANES);
    DoubleVector s3 = load(s, c + 3 * LANES);
    DoubleVector t0 = load(t, c);
    DoubleVector t1 = load(t, c + LANES);
    DoubleVector t2 = load(t, c + 2 * LANES);
    DoubleVector t3 = load(t, c + 3 * LANES);
    for (int j = 0; j < count; j++) {
      double[] row = tile[j];
      DoubleVector fa = repeat(factors[a + j]);
      DoubleVector fb = repeat(factors[b + j]);
      DoubleVector r = load(row, c);
      s0 = r.fma(fa, s0);
      t0 = r.fma(fb, t0);
      r = load(row, c + LANES);
      s1 = r.fma(fa, s1);
      t1 = r.fma(fb, t1);
      r = load(row, c + 2 * LANES);
      s2 = r.fma(fa, s2);
      t2 = r.fma(fb, t2);
      r = load(row, c + 3 * LANES);
      s3 = r.fma(fa, s3);
      t3 = r.fma(fb, t3);
    }
    s0.intoArray(s, c);
    s1.intoArray(s, c + LANES);
    s2.intoArray(s, c + 2 * LANES);
    s3.intoArray(s, c + 3 * LANES);
    t0.intoArray(t, c);
    t1.intoArray(t, c + LANES);
    t2.intoArray(t, c + 2 * LANES);
    t3.intoArray(t, c + 3 * LANES);
  }

  private static void addOne(double[] s, double[][] tile, int[] factors, int a, int count, int c) {
    DoubleVector s0 = load(s, c);
    DoubleVector s1 = load(s, c + LANES);
    DoubleVector s2 = load(s, c + 2 * LANES);
    DoubleVector s3 = load(s, c + 3 * LANES);
    for (int j = 0; j < count; j++) {
      double[] row = tile[j];
      DoubleVector fa = repeat(factors[a + j]);
      s0 = load(row, c).fma(fa, s0);
      s1 = load(row, c + LANES).fma(fa, s1);
      s2 = load(row, c + 2 * LANES).fma(fa, s2);
      s3 = load(row, c + 3 * LANES).fma(fa, s3);
    }
    s0.intoArray(s, c);
    s1.intoArray(s, c + LANES);
    s2.intoArray(s, c + 2 * LANES);
    s3.intoArray(s, c + 3 * LANES);
  }
}
