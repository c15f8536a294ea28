/**
 * Means and deviations of all parties' rows, on which unsupervised algorithms put columns on one
 * scale.
 */
package dev.tributary.fl.horizontal.moments;
