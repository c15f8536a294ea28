/** How good a model is on all parties' rows together, from sums. */
package dev.tributary.fl.horizontal.evaluation;
