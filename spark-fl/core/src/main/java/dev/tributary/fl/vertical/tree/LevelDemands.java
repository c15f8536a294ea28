package dev.tributary.fl.vertical.tree;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;

/**
 * Holds the label party to what one round of trees can ask of a feature party. The party counts
 * itself: a level has twice as many nodes as sums were asked for, since of two siblings one is
 * summed; each node takes at most one split, and each split has one sum at the next level.
 */
final class LevelDemands {
  private final PartyId label;
  private final int round;
  private final int depth;
  private int open;
  private int chosen;

  /**
   * @param trees of the round
   */
  LevelDemands(PartyId label, int round, int trees, int depth) {
    this.label = label;
    this.round = round;
    this.depth = depth;
    this.open = trees;
  }

  /**
   * The sums of a level were asked for.
   *
   * @param nodes how many
   */
  void sums(int level, int nodes) {
    if (nodes > open) {
      throw FederationException.peer(
          label,
          "asked in round %d for sums of %d nodes at level %d, where at most %d have any",
          round + 1,
          nodes,
          level,
          open);
    }
    if (nodes < chosen) {
      throw FederationException.peer(
          label,
          "chose %d splits in round %d and asks for sums of only %d nodes at level %d",
          chosen,
          round + 1,
          nodes,
          level);
    }
    open = level == 0 ? nodes : 2 * nodes;
  }

  /** Most splits of this party that the level can choose. */
  int most() {
    return open;
  }

  /**
   * A level's splits of this party were chosen.
   *
   * @param splits how many
   * @param more whether another level is to follow
   */
  void chosen(int level, int splits, boolean more) {
    boolean last = level + 1 >= depth;
    if (more && last) {
      throw FederationException.peer(
          label,
          "asked in round %d for level %d of trees of depth %d",
          round + 1,
          level + 2,
          depth);
    }
    if (splits > 0 && !more && !last) {
      throw FederationException.peer(
          label, "chose splits in round %d at level %d and ends there", round + 1, level);
    }
    chosen = splits;
  }
}
