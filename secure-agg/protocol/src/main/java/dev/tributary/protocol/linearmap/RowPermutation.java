package dev.tributary.protocol.linearmap;

import java.io.Serializable;

/** Where the rows of a map stand: a permutation of their natural numbers. Immutable. */
final class RowPermutation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] rowOf;

  private RowPermutation(int[] rowOf) {
    this.rowOf = rowOf;
  }

  /** Row i is the one with natural number i. */
  static RowPermutation natural(int size) {
    int[] rowOf = new int[size];
    for (int i = 0; i < size; i++) {
      rowOf[i] = i;
    }
    return new RowPermutation(rowOf);
  }

  /**
   * Row i is the one with natural number {@code order[i]}.
   *
   * @param order a permutation of 0 .. size - 1
   */
  static RowPermutation of(int[] order, int size) {
    if (order.length != size) {
      throw refused(size, order.length + " numbers");
    }
    int[] rowOf = new int[size];
    boolean[] seen = new boolean[size];
    for (int i = 0; i < size; i++) {
      int number = order[i];
      if (number < 0 || number >= size || seen[number]) {
        throw refused(size, "" + number);
      }
      seen[number] = true;
      rowOf[number] = i;
    }
    return new RowPermutation(rowOf);
  }

  private static IllegalArgumentException refused(int size, String value) {
    return new IllegalArgumentException(
        "the order must be a permutation of " + size + " numbers from 0. Provided value: " + value);
  }

  /** The row of a natural number. */
  int rowOf(int number) {
    return rowOf[number];
  }
}
