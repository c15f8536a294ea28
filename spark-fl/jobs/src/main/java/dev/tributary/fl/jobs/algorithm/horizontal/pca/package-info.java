/** {@code algorithm: horizontal-pca}: principal components of all parties' rows. */
package dev.tributary.fl.jobs.algorithm.horizontal.pca;
