/**
 * Generalised linear models of parties with the same columns: every evaluation of loss and gradient
 * is one secure sum, and all parties take the same steps from the same totals.
 */
package dev.tributary.fl.horizontal.glm;
