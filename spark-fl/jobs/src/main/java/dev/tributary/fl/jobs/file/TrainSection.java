package dev.tributary.fl.jobs.file;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is computed, and how: {@code train:}, whose keys are flat and depend on {@code algorithm}.
 *
 * @param algorithm what is computed
 * @param section of the algorithm's own type
 */
@JsonDeserialize(using = TrainSectionReader.class)
public record TrainSection(JobAlgorithm algorithm, Record section) {
  static final String ALGORITHM = "algorithm";

  public TrainSection {
    if (!algorithm.section().isInstance(section)) {
      throw new IllegalArgumentException(
          "section must be of " + algorithm.name() + ". Provided value: " + section);
    }
  }

  /** The section; the caller is of the algorithm that it belongs to. */
  public <S extends Record> S section(Class<S> type) {
    return type.cast(section);
  }

  /** Whether a label is learned. */
  boolean supervised() {
    return Supervised.class.isAssignableFrom(algorithm.section());
  }

  /** As in the file, with every default. */
  @JsonValue
  Map<String, Object> flat() {
    Map<String, Object> flat = new TreeMap<>(CanonicalForm.map(section));
    flat.put(ALGORITHM, algorithm.name());
    return flat;
  }
}
