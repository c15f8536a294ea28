package dev.tributary.fl.vertical.nodesums;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many split candidates each block of a matrix owner has; candidate ids run block by block. All
 * that the vector owner knows of a matrix.
 */
public final class CandidateLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most candidates of one party: {@code 2 * 255} for each of 500 thousand features. */
  public static final int MAX_CANDIDATES = 1 << 28;

  private final int[] offsets;

  /**
   * @param blockCandidates candidates of each block, at least 0; together at most {@link
   *     #MAX_CANDIDATES}
   */
  public CandidateLayout(int[] blockCandidates) {
    offsets = new int[blockCandidates.length + 1];
    for (int b = 0; b < blockCandidates.length; b++) {
      long end = (long) offsets[b] + blockCandidates[b];
      if (blockCandidates[b] < 0 || end > MAX_CANDIDATES) {
        throw new IllegalArgumentException(
            "candidates must be at least 0 and together at most "
                + MAX_CANDIDATES
                + ". Provided value: "
                + blockCandidates[b]);
      }
      offsets[b + 1] = (int) end;
    }
  }

  /** Number of blocks. */
  public int blocks() {
    return offsets.length - 1;
  }

  /** Candidates of all blocks. */
  public int total() {
    return offsets[blocks()];
  }

  /** First candidate id of a block. */
  public int offset(int block) {
    return offsets[block];
  }

  /** Candidates of a block. */
  public int size(int block) {
    return offsets[block + 1] - offsets[block];
  }

  /** The block that a candidate id belongs to. */
  public int blockOf(int candidate) {
    if (candidate < 0 || candidate >= total()) {
      throw new IllegalArgumentException(
          "candidate must be 0 to " + (total() - 1) + ". Provided value: " + candidate);
    }
    int at = Arrays.binarySearch(offsets, candidate);
    int block = at >= 0 ? at : -at - 2;
    while (size(block) == 0) {
      block++;
    }
    return block;
  }
}
