/**
 * Sums over rows that come out the same, bit for bit, in whatever order and partitions the rows are
 * added: every addend is rounded to a multiple of one unit, and such multiples add up exactly.
 */
package dev.tributary.fl.horizontal.exact;
