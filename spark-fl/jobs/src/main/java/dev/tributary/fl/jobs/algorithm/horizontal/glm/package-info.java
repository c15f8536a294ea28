/** {@code algorithm: horizontal-glm}: one linear model over the rows of all parties, from sums. */
package dev.tributary.fl.jobs.algorithm.horizontal.glm;
