package dev.tributary.fl.linearmap;

import java.util.List;

/**
 * The label party's role in the private linear map, for all matrix owners at once. Calls come in
 * the order {@code startRound, level 0, level 1, ..., endRound, startRound, ...}.
 */
public interface VectorOwner extends AutoCloseable {
  /** Begins the trees of one boosting round, one per class. */
  void startRound(int round, GradientPairs pairs);

  /**
   * Computes the left sums that a level needs.
   *
   * @return one per matrix owner, in job order
   */
  List<CandidateSums> level(LevelChannels channels);

  /** Ends the round; one-time secrets of it are gone afterwards. */
  void endRound();

  @Override
  void close();
}
