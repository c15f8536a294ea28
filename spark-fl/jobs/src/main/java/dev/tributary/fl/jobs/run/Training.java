package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trains a model. */
final class Training implements Task {
  private final RunRequest request;

  /** Checks the job's conditions and cipher. */
  Training(RunRequest request) {
    this.request = request;
    new SplitDraw(request.job());
    Ciphers.of(request.job().train());
  }

  @Override
  public String suffix() {
    return "";
  }

  @Override
  public SourceTable source(Dataset<Row> table) {
    return checked(table, request.config().data(), request.job().train());
  }

  /** The columns of a table that a data section names; USER for what cannot be trained on. */
  static SourceTable checked(Dataset<Row> table, DataSection data, TrainSection train) {
    SourceTable source = SourceTable.of(table, data);
    if (data.label() != null) {
      LabelColumn.check(source, train);
    } else if (source.table().isEmpty()) {
      throw FederationException.user("the data has no rows");
    } else if (source.features().isEmpty()) {
      throw FederationException.user("the data has no feature columns beside the id");
    }
    return source;
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
