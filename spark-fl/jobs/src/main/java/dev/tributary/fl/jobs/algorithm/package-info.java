/**
 * What a job can compute: {@link dev.tributary.fl.jobs.algorithm.Algorithms} lists the algorithms,
 * and each has a package of its own below, under how the parties' data is divided.
 */
package dev.tributary.fl.jobs.algorithm;
