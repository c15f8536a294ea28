/** What algorithms that learn without labels, from sums over all parties' rows, have in common. */
package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;
