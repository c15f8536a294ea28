package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Evaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One model on every split of the rows.
 *
 * @param bySplit {@code train}, where there is one {@code validation}, and {@code test}; empty
 *     where no such model was trained
 */
public record SplitEvaluations(Map<String, Evaluation> bySplit) {
  public static final String TRAIN = "train";
  public static final String VALIDATION = "validation";
  public static final String TEST = "test";

  public SplitEvaluations {
    bySplit = Collections.unmodifiableMap(new LinkedHashMap<>(bySplit));
  }

  public static SplitEvaluations none() {
    return new SplitEvaluations(Map.of());
  }

  public static SplitEvaluations of(Evaluation train, Evaluation test) {
    Map<String, Evaluation> both = new LinkedHashMap<>();
    both.put(TRAIN, train);
    both.put(TEST, test);
    return new SplitEvaluations(both);
  }

  public boolean isEmpty() {
    return bySplit.isEmpty();
  }
}
