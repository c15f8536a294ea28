/**
 * Alignment without Spark: what the parties agree on, the small messages that drivers exchange, and
 * the whole protocol on ids in memory.
 */
package dev.tributary.fl.align;
