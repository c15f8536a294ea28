package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.GradientPairs;

/**
 * Derivatives of one round over the training rows.
 *
 * @param exactGradients {@code [class][row]}
 * @param exactHessians {@code [class][row]}
 * @param drawn which rows take part
 * @param pairs the same in fixed point, 0 where not drawn
 */
record RoundGradients(
    double[][] exactGradients, double[][] exactHessians, boolean[] drawn, GradientPairs pairs) {}
