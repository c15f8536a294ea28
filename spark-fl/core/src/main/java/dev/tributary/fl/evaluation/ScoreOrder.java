package dev.tributary.fl.evaluation;

import java.util.Arrays;

/**
 * Rows from the highest score to the lowest, equal scores in one group.
 *
 * @param row {@code [place]} row at that place
 * @param groupOf {@code [row]} group of the row, 0 for the highest score
 * @param end {@code [group]} first place after the group
 */
record ScoreOrder(int[] row, int[] groupOf, int[] end) {

  /** Time {@code O(n log n)} on primitive arrays; {@code -0.0} equals {@code 0.0}. */
  static ScoreOrder of(double[] score) {
    double[] negated = new double[score.length];
    // 0.0 - s is never -0.0 for an s of either zero.
    Arrays.setAll(negated, r -> 0.0 - score[r]);
    double[] distinct = negated.clone();
    Arrays.parallelSort(distinct);
    int groups = 0;
    for (int i = 0; i < distinct.length; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        distinct[groups++] = distinct[i];
      }
    }
    int[] groupOf = new int[score.length];
    int[] end = new int[groups];
    for (int r = 0; r < score.length; r++) {
      groupOf[r] = Arrays.binarySearch(distinct, 0, groups, negated[r]);
      end[groupOf[r]]++;
    }
    for (int g = 1; g < groups; g++) {
      end[g] += end[g - 1];
    }
    int[] next = new int[groups];
    System.arraycopy(end, 0, next, 1, groups - 1);
    int[] row = new int[score.length];
    for (int r = 0; r < score.length; r++) {
      row[next[groupOf[r]]++] = r;
    }
    return new ScoreOrder(row, groupOf, end);
  }

  int rows() {
    return row.length;
  }

  int groups() {
    return end.length;
  }
}
