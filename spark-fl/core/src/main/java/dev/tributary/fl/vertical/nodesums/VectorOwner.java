package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.training.GradientPairs;
import java.util.List;

/**
 * The label party's role in the private linear map, for all matrix owners at once. Calls come in
 * the order {@code startRound, send level 0, sums, send level 1, sums, ..., endRound, startRound,
 * ...}.
 */
public interface VectorOwner extends AutoCloseable {
  /**
   * Begins the trees of one boosting round, one per class.
   *
   * @param active per matrix owner the candidates that take part in this round
   */
  void startRound(int round, GradientPairs pairs, List<CandidateSet> active);

  /** Sends the vectors of a level to every matrix owner; does not wait for the answers. */
  void send(LevelChannels channels);

  /**
   * Awaits the left sums of the level that was sent last.
   *
   * @return one per matrix owner, in job order; 0 for candidates that are not active
   */
  List<CandidateSums> sums();

  /** Ends the round; one-time secrets of it are gone afterwards. */
  void endRound();

  @Override
  void close();
}
