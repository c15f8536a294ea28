/** {@code algorithm: vertical-gbdt}: its section of a job, its runs, results, costs and leaks. */
package dev.tributary.fl.jobs.algorithm.vertical.gbdt;
