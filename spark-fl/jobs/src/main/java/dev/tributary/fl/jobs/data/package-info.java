/**
 * One party's own table before there is a run: what is refused, what is warned of, how labels and
 * columns are understood. What {@code plan} shows and a training begins with is the same.
 */
package dev.tributary.fl.jobs.data;
