/** What algorithms that learn a label, from sums over all parties' rows, have in common. */
package dev.tributary.fl.jobs.algorithm.horizontal.labelled;
