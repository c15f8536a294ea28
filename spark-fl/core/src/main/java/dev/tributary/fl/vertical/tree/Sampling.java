package dev.tributary.fl.vertical.tree;

/**
 * Which rows and columns a party draws for every round. Draws are its owner's secret: a feature
 * party tells which candidates take part in a round, the label party nothing but that the
 * derivatives of rows that were not drawn are 0.
 */
public interface Sampling {
  /**
   * The training rows that a round draws.
   *
   * @param rows how many there are
   */
  boolean[] rows(int round, int rows);

  /**
   * The party's own features that a round draws, at least one of them.
   *
   * @param features how many there are, at least 1
   */
  boolean[] columns(int round, int features);
}
