package dev.tributary.fl.jobs.report;

import dev.tributary.fl.jobs.file.SplitSection;

/** Which rows models are judged on, and what their training had to do with them. */
public enum Basis {
  /** Set aside by the job's split: no training looked at them. */
  TEST(SplitEvaluations.TEST),
  /** Set aside for validation, of which no use was made. */
  VALIDATION(SplitEvaluations.VALIDATION),
  /** Set aside for validation: nothing was fitted to them, but they decided when it ended. */
  STOPPING(SplitEvaluations.VALIDATION),
  /** The rows that the models learned from: nothing was set aside. */
  TRAINING(SplitEvaluations.TRAIN),
  /** Rows that a stored model scored: it does not say whether it learned from some of them. */
  SCORED(SplitEvaluations.TEST);

  private final String split;

  Basis(String split) {
    this.split = split;
  }

  /** Name of the set in {@link SplitEvaluations}. */
  public String split() {
    return split;
  }

  /** Whether it is known that rows that a model learned from are not among them. */
  public boolean heldOut() {
    return this != TRAINING && this != SCORED;
  }

  /**
   * Of models that a job judges by what it sets aside.
   *
   * @param stopping whether validation rows decide when training stops
   */
  static Basis of(SplitSection split, boolean stopping) {
    if (split.tests()) {
      return TEST;
    }
    return split.validates() ? (stopping ? STOPPING : VALIDATION) : TRAINING;
  }

  /**
   * Of models that were judged on these sets.
   *
   * @param stopping whether validation rows decided when training stopped
   */
  public static Basis of(SplitEvaluations judged, boolean stopping) {
    if (judged.bySplit().containsKey(SplitEvaluations.TEST)) {
      return TEST;
    }
    if (judged.bySplit().containsKey(SplitEvaluations.VALIDATION)) {
      return stopping ? STOPPING : VALIDATION;
    }
    return TRAINING;
  }
}
