package dev.tributary.fl.jobs.algorithm.horizontal.pca;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.spark.horizontal.pca.PcaParams;

/**
 * {@code train:} of {@code algorithm: horizontal-pca}.
 *
 * @param components {@link PcaParams#COMPONENTS}
 * @param leastCount {@link PcaParams#LEAST_COUNT}
 * @param standardize whether columns have standard deviation 1 before components are sought
 */
public record PcaSection(
    @JsonProperty("components") Integer components,
    @JsonProperty("least-count") Long leastCount,
    @JsonProperty("standardize") Boolean standardize) {
  public PcaSection {
    components = PcaParams.COMPONENTS.orPreset(components);
    leastCount = PcaParams.LEAST_COUNT.orPreset(leastCount);
    standardize = Rules.orElse(standardize, true);
  }

  /** That of a job with this algorithm. */
  static PcaSection of(JobFile job) {
    return job.train().section(PcaSection.class);
  }
}
