package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.RowOrder;
import java.io.Serializable;

/**
 * Sizes of a training that all parties know before it starts; ciphers plan their parameters from
 * it.
 *
 * @param rows the common row order
 * @param classes trees per boosting round, at least 1
 * @param rounds most boosting rounds
 * @param depth levels of a tree, at least 1
 */
public record TrainingShape(RowOrder rows, int classes, int rounds, int depth)
    implements Serializable {
  public TrainingShape {
    if (classes < 1 || rounds < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "classes, rounds and depth must be at least 1. Provided value: "
              + classes
              + ", "
              + rounds
              + ", "
              + depth);
    }
  }

  /** Most nodes of a level that are summed, over all classes: of two siblings one. */
  public int channels(int level) {
    return Math.multiplyExact(classes, 1 << Math.max(0, level - 1));
  }

  /**
   * Most splits of the trees of some rounds.
   *
   * @param first how many rounds
   */
  public long splits(int first) {
    return (long) first * classes * ((1L << depth) - 1);
  }
}
