/** {@code algorithm: horizontal-kmeans}: clusters of all parties' rows. */
package dev.tributary.fl.jobs.algorithm.horizontal.kmeans;
