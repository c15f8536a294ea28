package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.nodesums.CandidateSet;

/**
 * Which candidates of a party are thresholds of a monotone feature, and which way: what goes right
 * has the larger values. A candidate that parts present from missing values has no direction.
 *
 * @param increasing the weight right of it must not be below that left of it
 * @param decreasing nor above
 */
public record CandidateDirections(CandidateSet increasing, CandidateSet decreasing) {
  /**
   * @throws IllegalArgumentException if a candidate has both directions, or the sets differ in size
   */
  public CandidateDirections {
    if (increasing.candidates() != decreasing.candidates()) {
      throw new IllegalArgumentException("both sets must be of the same candidates");
    }
    for (int id = increasing.next(0); id >= 0; id = increasing.next(id + 1)) {
      if (decreasing.contains(id)) {
        throw new IllegalArgumentException(
            "a candidate must have one direction. Provided value: both for " + id);
      }
    }
  }

  /** 1, -1, or 0 for a candidate that is free. */
  int of(int candidate) {
    return increasing.contains(candidate) ? 1 : decreasing.contains(candidate) ? -1 : 0;
  }

  /** Whether no candidate has a direction. */
  boolean none() {
    return increasing.next(0) < 0 && decreasing.next(0) < 0;
  }
}
