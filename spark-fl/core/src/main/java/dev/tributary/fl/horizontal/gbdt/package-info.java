/**
 * Boosted trees of parties with the same columns: every level's histograms are one secure sum, and
 * all parties grow the same trees from the same totals.
 */
package dev.tributary.fl.horizontal.gbdt;
