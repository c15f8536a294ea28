/** {@code algorithm: federated-stats}: what the rows of all parties hold, from sums. */
package dev.tributary.fl.jobs.algorithm.horizontal.stats;
