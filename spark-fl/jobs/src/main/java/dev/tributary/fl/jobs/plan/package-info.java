/** The dry run: what a party would read, send and reveal, worked out from its own data alone. */
package dev.tributary.fl.jobs.plan;
