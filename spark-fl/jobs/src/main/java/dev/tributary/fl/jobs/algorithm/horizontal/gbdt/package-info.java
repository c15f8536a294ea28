/** {@code algorithm: horizontal-gbdt}: boosted trees over the rows of all parties, from sums. */
package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;
