/** Sums over all parties, of which each learns the total alone. */
package dev.tributary.fl.horizontal.sum;
