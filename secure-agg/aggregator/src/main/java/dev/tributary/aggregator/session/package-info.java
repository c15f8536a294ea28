/** Runs, their parties and their states. */
package dev.tributary.aggregator.session;
