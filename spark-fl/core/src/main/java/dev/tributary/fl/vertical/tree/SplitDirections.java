package dev.tributary.fl.vertical.tree;

import java.util.List;

/** Directions of the candidates of all parties. */
interface SplitDirections {
  /** No feature is monotone. */
  SplitDirections NONE = (source, candidate) -> 0;

  /**
   * 1, -1, or 0 for a candidate that is free.
   *
   * @param source 0 for own features, else the party's place in job order, from 1
   */
  int of(int source, int candidate);

  /**
   * @param bySource own features first, then parties in job order
   */
  static SplitDirections of(List<CandidateDirections> bySource) {
    return bySource.stream().allMatch(CandidateDirections::none)
        ? NONE
        : (source, candidate) -> bySource.get(source).of(candidate);
  }
}
