package dev.tributary.fl.horizontal.kmeans;

import java.util.List;

/**
 * What was found, and how.
 *
 * @param model the clusters
 * @param rows of all parties; about, with privacy
 * @param sizes {@code [cluster]} rows of all parties; null below the least count or, with privacy,
 *     where noise hides how many
 * @param cost sum of squared distances to the centres, on the scale of the distances; with privacy
 *     of shortened rows, so that it does not compare with one without
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
