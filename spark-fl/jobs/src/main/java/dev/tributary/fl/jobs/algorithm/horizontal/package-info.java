/** Algorithms of parties with the same columns and different people, each in a package below. */
package dev.tributary.fl.jobs.algorithm.horizontal;
