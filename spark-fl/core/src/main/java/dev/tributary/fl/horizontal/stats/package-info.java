/** Statistics of the people of all parties, from sums: each party learns those of all together. */
package dev.tributary.fl.horizontal.stats;
