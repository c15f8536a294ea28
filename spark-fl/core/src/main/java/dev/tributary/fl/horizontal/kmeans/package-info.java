/**
 * k-means of parties with the same columns. No row is ever shown: the first centres come from sums
 * too, and no sum over fewer rows than the least count is opened.
 */
package dev.tributary.fl.horizontal.kmeans;
