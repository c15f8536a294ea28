package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** A party's table after everything that it can check alone, before a training. */
public final class CheckedTable {
  private CheckedTable() {}

  /**
   * The columns that a data section names, and where the algorithm learns a label, a label that can
   * be learned; USER otherwise.
   */
  public static SourceTable of(SparkSession spark, DataSection data, JobFile job) {
    SourceTable table = new TableReader(spark, data.source()).read();
    if (data.label() != null && job.train().section() instanceof Supervised learned) {
      LabelColumn.check(table, learned);
      LabelColumn.checkSets(table, job);
    } else if (table.look(Dataset::isEmpty)) {
      throw FederationException.user("the data has no rows: check data.path and data.options");
    } else if (table.features().isEmpty()) {
      throw FederationException.user(
          "the data has no feature columns beside the id: check data.columns");
    }
    return table;
  }
}
