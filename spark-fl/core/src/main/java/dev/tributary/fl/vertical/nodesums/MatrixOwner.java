package dev.tributary.fl.vertical.nodesums;

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
   * @return nodes that were summed: what the vector owner told, which it is held to
   */
  int level(int round, int level);

  /** Ends the round. */
  void endRound(int round);

  @Override
  void close();
}
