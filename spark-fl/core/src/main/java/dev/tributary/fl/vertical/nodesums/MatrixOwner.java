package dev.tributary.fl.vertical.nodesums;

import java.util.function.IntConsumer;

/**
 * A feature party's role in the private linear map: answers each call of the vector owner. Called
 * by the tree protocol when the label party has announced the round or level.
 */
public interface MatrixOwner extends AutoCloseable {
  /**
   * Receives what the vector owner sends at the start of a round.
   *
   * @param active candidates that take part; replies carry no other
   */
  void startRound(int round, CandidateSet active);

  /**
   * Receives the vectors of a level and answers with the sums of every active candidate.
   *
   * @param asked is told how many nodes the vector owner asks for, to which that is held; where it
   *     throws, nothing is answered
   */
  void level(int round, int level, IntConsumer asked);

  /** Ends the round. */
  void endRound(int round);

  @Override
  void close();
}
