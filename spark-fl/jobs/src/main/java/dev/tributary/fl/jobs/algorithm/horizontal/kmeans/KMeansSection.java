package dev.tributary.fl.jobs.algorithm.horizontal.kmeans;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;

/**
 * {@code train:} of {@code algorithm: horizontal-kmeans}.
 *
 * @param clusters {@link KMeansParameters#CLUSTERS}
 * @param iterations {@link KMeansParameters#ITERATIONS}
 * @param tolerance {@link KMeansParameters#TOLERANCE}
 * @param leastCount {@link KMeansParameters#LEAST_COUNT}
 * @param standardize whether columns have standard deviation 1 where distances are measured
 */
public record KMeansSection(
    @JsonProperty("clusters") Integer clusters,
    @JsonProperty("iterations") Integer iterations,
    @JsonProperty("tolerance") Double tolerance,
    @JsonProperty("least-count") Long leastCount,
    @JsonProperty("standardize") Boolean standardize) {
  public KMeansSection {
    clusters = KMeansParameters.CLUSTERS.orPreset(Rules.required("clusters", clusters));
    iterations = KMeansParameters.ITERATIONS.orPreset(iterations);
    tolerance = KMeansParameters.TOLERANCE.orPreset(tolerance);
    leastCount = KMeansParameters.LEAST_COUNT.orPreset(leastCount);
    standardize = Rules.orElse(standardize, true);
  }

  /** That of a job with this algorithm. */
  static KMeansSection of(JobFile job) {
    return job.train().section(KMeansSection.class);
  }

  /** What is found. */
  KMeansSettings settings() {
    return new KMeansSettings(
        clusters,
        iterations,
        tolerance,
        leastCount,
        standardize ? KMeansSettings.Scaling.STANDARDISED : KMeansSettings.Scaling.AS_GIVEN);
  }
}
