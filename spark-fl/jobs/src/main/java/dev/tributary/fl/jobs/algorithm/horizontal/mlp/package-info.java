/** {@code algorithm: horizontal-mlp}: one perceptron over the rows of all parties, from sums. */
package dev.tributary.fl.jobs.algorithm.horizontal.mlp;
