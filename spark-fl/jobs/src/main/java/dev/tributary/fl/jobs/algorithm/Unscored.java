package dev.tributary.fl.jobs.algorithm;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;
import org.apache.hadoop.conf.Configuration;

/** An algorithm with whose stored parts no run scores. */
public interface Unscored extends Algorithm {
  /** USER with the reason, in one line. */
  FederationException refusal();

  /** The refusal of one that trains no model. */
  static FederationException nothingTrained(String name) {
    return FederationException.user(
        "algorithm: %s trains no model, so there is nothing to score with: give the job of a"
            + " training",
        name);
  }

  /** The refusal of one whose model is whole at every party. */
  static FederationException wholeEverywhere(String name, String model) {
    return FederationException.user(
        "algorithm: %s leaves the whole model at every party, so scoring is no run with others: in"
            + " Spark, %s.load(\"model\").transform(rows) scores any rows",
        name, model);
  }

  @Override
  default void checkScoring(JobFile job) {
    throw refusal();
  }

  @Override
  default Task scoring(RunRequest request, ModelUse model, Configuration hadoop, Log log) {
    throw refusal();
  }
}
