package dev.tributary.crypto.vector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of slices: the running sum of four vectors stays in registers over all slices. */
final class SliceLanes {
  private static final VectorSpecies<Integer> SPECIES = VectorWidth.INTS;
  private static final int LANES = SPECIES.length();

  private SliceLanes() {}

  static void add(int[] h, int to, int[] e, int[] from, int first, int count, int length) {
    int i = 0;
    for (; i + 4 * LANES <= length; i += 4 * LANES) {
      four(h, to + i, e, i, from, first, first + count);
    }
    for (; i + LANES <= length; i += LANES) {
      one(h, to + i, e, i, from, first, first + count);
    }
    for (; i < length; i++) {
      scalar(h, to + i, e, i, from, first, first + count);
    }
  }

  private static void four(int[] h, int to, int[] e, int i, int[] from, int first, int end) {
    IntVector a = IntVector.fromArray(SPECIES, h, to);
    IntVector b = IntVector.fromArray(SPECIES, h, to + LANES);
    IntVector c = IntVector.fromArray(SPECIES, h, to + 2 * LANES);
    IntVector d = IntVector.fromArray(SPECIES, h, to + 3 * LANES);
    for (int k = first; k < end; k++) {
      int at = from[k] + i;
      a = a.add(IntVector.fromArray(SPECIES, e, at));
      b = b.add(IntVector.fromArray(SPECIES, e, at + LANES));
      c = c.add(IntVector.fromArray(SPECIES, e, at + 2 * LANES));
      d = d.add(IntVector.fromArray(SPECIES, e, at + 3 * LANES));
    }
    a.intoArray(h, to);
    b.intoArray(h, to + LANES);
    c.intoArray(h, to + 2 * LANES);
    d.intoArray(h, to + 3 * LANES);
  }

  private static void one(int[] h, int to, int[] e, int i, int[] from, int first, int end) {
    IntVector a = IntVector.fromArray(SPECIES, h, to);
    for (int k = first; k < end; k++) {
      a = a.add(IntVector.fromArray(SPECIES, e, from[k] + i));
    }
    a.intoArray(h, to);
  }

  private static void scalar(int[] h, int to, int[] e, int i, int[] from, int first, int end) {
    int sum = h[to];
    for (int k = first; k < end; k++) {
      sum += e[from[k] + i];
    }
    h[to] = sum;
  }
}
