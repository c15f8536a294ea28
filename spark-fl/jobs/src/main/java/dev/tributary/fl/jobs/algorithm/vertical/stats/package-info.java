/** {@code algorithm: vertical-stats}: profiles of the people that all parties have. */
package dev.tributary.fl.jobs.algorithm.vertical.stats;
