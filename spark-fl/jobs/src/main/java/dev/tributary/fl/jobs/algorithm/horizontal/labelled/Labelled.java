package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * An algorithm that learns a label of parties with the same columns, which leaves the model at
 * every one.
 */
public abstract class Labelled implements Unscored {
  private final String name;
  private final String model;

  /**
   * @param name in job files
   * @param model class of the stored model
   */
  protected Labelled(String name, String model) {
    this.name = name;
    this.model = model;
  }

  /** What a job of this algorithm learns. */
  protected abstract Learning<?> learning(JobFile job);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Partition partition() {
    return Partition.HORIZONTAL;
  }

  @Override
  public final boolean followsFromTotals() {
    return true;
  }

  @Override
  public final Task training(RunRequest request, Log log) {
    return LabelledRun.of(request, log, learning(request.job()));
  }

  @Override
  public final Disclosure disclosure(JobFile job) {
    return learning(job).disclosure();
  }

  @Override
  public final FederationException refusal() {
    return Unscored.wholeEverywhere(name, model);
  }

  @Override
  public final List<String> results() {
    return List.of();
  }

  @Override
  public final void checkData(TrainSection train, TableSource data) {
    if (!data.monotone().isEmpty()) {
      throw FederationException.user(
          "data.monotone must be left out: algorithm: %s has no columns that its model rises or falls"
              + " with",
          name);
    }
  }
}
