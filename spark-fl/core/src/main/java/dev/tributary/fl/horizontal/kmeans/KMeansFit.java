package dev.tributary.fl.horizontal.kmeans;

import java.util.List;

/**
 * What was found, and how.
 *
 * @param model the clusters
 * @param rows of all parties
 * @param sizes {@code [cluster]} rows of all parties; null below the least count
 * @param cost sum of squared distances to the centres, on the scale of the distances
 * @param iterations steps after the first centres
 * @param converged whether no centre moved farther than the tolerance
 * @param sums how many secure sums it took
 */
public record KMeansFit(
    KMeansModel model,
    long rows,
    List<Long> sizes,
    double cost,
    int iterations,
    boolean converged,
    int sums) {}
