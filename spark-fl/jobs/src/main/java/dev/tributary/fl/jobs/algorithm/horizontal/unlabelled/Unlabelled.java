package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.horizontal.rows.FeatureCheck;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.algorithm.UnusedKeys;
import dev.tributary.fl.jobs.data.EveryCell;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * An algorithm over all rows of parties with the same columns, which leaves the model at every one.
 */
public abstract class Unlabelled implements Unscored {
  private final String name;
  private final String model;

  /**
   * @param name in job files
   * @param model class of the stored model
   */
  protected Unlabelled(String name, String model) {
    this.name = name;
    this.model = model;
  }

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
  public final void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    if (split.tests() || split.validates()) {
      throw FederationException.user(
          "split means nothing to algorithm: %s, which takes all rows: leave it out", name);
    }
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
    UnusedKeys.refuse(name, data);
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    EveryCell.requireNumber(table, "and every row needs all", FeatureCheck.LARGEST);
  }
}
