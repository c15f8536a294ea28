package dev.tributary.fl.vertical.tree;

/**
 * What the drawn training rows of a node come to.
 *
 * @param gradient fixed point
 * @param hessian fixed point
 * @param rows how many they are
 */
record NodeTotals(long gradient, long hessian, long rows) {}
