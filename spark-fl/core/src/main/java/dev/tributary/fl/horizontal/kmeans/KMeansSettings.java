package dev.tributary.fl.horizontal.kmeans;

/**
 * How clusters are found, the same at all parties.
 *
 * @param clusters how many
 * @param iterations most steps after the first centres
 * @param tolerance how far, in distance of rows, a centre may still move when the search ends
 * @param leastCount fewest rows of which sums are shown
 * @param scaling whether columns have deviation 1 where distances are measured
 */
public record KMeansSettings(
    int clusters, int iterations, double tolerance, long leastCount, Scaling scaling) {
  /** In which units distances are measured. */
  public enum Scaling {
    /** Columns have deviation 1. */
    STANDARDISED,
    /** Columns as they are. */
    AS_GIVEN
  }

  public KMeansSettings {
    KMeansParameters.CLUSTERS.require(clusters);
    KMeansParameters.ITERATIONS.require(iterations);
    KMeansParameters.TOLERANCE.require(tolerance);
    KMeansParameters.LEAST_COUNT.require(leastCount);
  }
}
