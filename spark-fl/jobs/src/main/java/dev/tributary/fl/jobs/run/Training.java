package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Trains a model. */
final class Training implements Task {
  private final RunRequest request;

  /** Checks the job's conditions. */
  Training(RunRequest request) {
    this.request = request;
    new SplitDraw(request.job());
  }

  @Override
  public SourceTable source(SparkSession spark) {
    return checked(spark, request.config().data(), request.job());
  }

  /** The columns that a data section names; USER for what cannot be trained on. */
  static SourceTable checked(SparkSession spark, DataSection data, JobFile job) {
    SourceTable table = new TableReader(spark, data.source()).read();
    if (data.label() != null) {
      LabelColumn.check(table, job.train());
      LabelColumn.checkTest(table, job);
    } else if (table.look(Dataset::isEmpty)) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    } else if (table.features().isEmpty()) {
      throw FederationException.user(
          "the data has no feature columns beside the id: check data.columns");
    }
    return table;
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    if (run.session().isLabelParty()) {
      LabelSide.run(run, out);
    } else {
      FeatureSide.run(run, out);
    }
  }
}
