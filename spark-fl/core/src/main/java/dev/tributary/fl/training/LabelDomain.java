package dev.tributary.fl.training;

/**
 * Which labels an objective can be fitted to.
 *
 * @param rule in words that follow "labels must be"
 * @param least smallest label
 * @param most largest label
 * @param step 1 where labels are whole numbers, otherwise 0
 * @param values fewest different labels that there is something to learn from
 */
public record LabelDomain(String rule, double least, double most, int step, int values) {
  /** Rows of label 1 below which a model has too few to learn from. */
  static final int FEW_EVENTS = 100;

  /** Classes {@code 0 .. classes - 1}. */
  static LabelDomain classes(int classes) {
    String rule = classes == 2 ? "0 or 1" : "whole numbers from 0 to " + (classes - 1);
    return new LabelDomain(rule, 0, classes - 1, 1, 2);
  }

  /** Whether there are two labels, 0 and 1. */
  public boolean isPair() {
    return step == 1 && least == 0 && most == 1;
  }

  boolean contains(double label) {
    return contains(label, label, label == Math.rint(label));
  }

  /**
   * Whether all labels of a column fit.
   *
   * @param smallest of them
   * @param largest of them
   * @param whole whether all are whole numbers
   */
  public boolean contains(double smallest, double largest, boolean whole) {
    return smallest >= least && largest <= most && (whole || step == 0);
  }
}
