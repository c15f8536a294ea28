package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.vertical.nodesums.TrainingShape;

/**
 * What a matrix owner is told of the secrets of one window of channels, if it makes its sums depend
 * on them: which of its candidates wins a node, or none, is all that ever goes back to it.
 *
 * <p>A node that has channels (a root, or the smaller of two siblings) takes part in its own
 * choice, in that of the sibling, whose sums are the parent's less its own, and in those of the
 * larger child of either, and so on down. So the bound follows from the shape alone: {@link
 * #choices} times the logarithm of the number of outcomes of one choice. It holds whatever the
 * matrix owner answers.
 */
final class WinnersTold {
  private WinnersTold() {}

  /**
   * Most bits about the secrets of one window.
   *
   * @param candidates of the matrix owner
   */
  static double bits(TrainingShape shape, int candidates, LatticeSet set) {
    // One of its candidates, a split of somebody else, or none.
    return choices(shape, set.window()) * Math.log(candidates + 2.0) / Math.log(2);
  }

  /**
   * Most choices that the channels of one window have a part in, with trees as {@link
   * ChannelLedger} places them: whole rounds within a window, or a round from the start of a window
   * on.
   */
  static int choices(TrainingShape shape, int window) {
    int nodes = window / 2;
    if (ChannelLedger.channelsOfRound(shape) <= window) {
      // A tree with k such nodes has 2 k - 1 at most.
      return 2 * nodes - 1;
    }
    long ofRound = ChannelLedger.channelsOfRound(shape) / 2;
    int most = 0;
    for (long first = 0; first < ofRound; first += nodes) {
      int choices = 0;
      for (long node = first; node < Math.min(ofRound, first + nodes); node++) {
        int below = shape.depth() - level(node, shape.classes());
        // The parents of the first window's nodes are in it too, so siblings are counted there.
        choices += first == 0 || node < shape.classes() ? below : 2 * below;
      }
      most = Math.max(most, choices);
    }
    return most;
  }

  /** The level of a node by its place in a round of full trees; in others it is no higher up. */
  private static int level(long node, int classes) {
    return node < classes ? 0 : Long.SIZE - Long.numberOfLeadingZeros(node / classes);
  }
}
