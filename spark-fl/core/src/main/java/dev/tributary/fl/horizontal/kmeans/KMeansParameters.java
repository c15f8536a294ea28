package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;

/** The numbers that say how clusters are found, one {@link Parameter} each. */
public final class KMeansParameters {
  public static final Parameter<Integer> CLUSTERS =
      new Parameter<>("clusters", "k", Integer.class, "how many", Range.between(1, 1_000), 2);

  /** Each is two secure sums. */
  public static final Parameter<Integer> ITERATIONS =
      new Parameter<>(
          "iterations", "maxIter", Integer.class, "most steps", Range.between(0, 10_000), 20);

  public static final Parameter<Double> TOLERANCE =
      new Parameter<>(
          "tolerance",
          "tol",
          Double.class,
          "how far a centre may still move when the search ends",
          Range.between(0, 1),
          1e-4);

  public static final Parameter<Long> LEAST_COUNT =
      new Parameter<>(
          "least-count",
          "leastCount",
          Long.class,
          "fewest rows of which sums are shown",
          Range.between(1, 1_000_000_000),
          10L);

  /** All of them. */
  public static final List<Parameter<?>> ALL =
      List.of(CLUSTERS, ITERATIONS, TOLERANCE, LEAST_COUNT);

  private KMeansParameters() {}
}
