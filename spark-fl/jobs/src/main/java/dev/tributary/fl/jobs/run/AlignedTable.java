package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.spark.align.AlignedRows;
import dev.tributary.fl.spark.align.EcdhAlignment;
import dev.tributary.protocol.FederationException;
import java.security.SecureRandom;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A party's rows that all parties have, with their common number.
 *
 * @param table the columns of {@link SourceTable} and {@link #ROW}
 * @param keys the key's columns under the job's names, and {@link #ROW}
 * @param rows number of rows
 */
record AlignedTable(Dataset<Row> table, Dataset<Row> keys, int rows) {
  /** An int column: 0 to {@code rows - 1}. */
  static final String ROW = "tributary_row";

  /** Up to this many rows, numbers go to the data; above, both are sorted. */
  private static final long BROADCAST_ROWS = 4_000_000;

  /** Finds the common rows, together with the other parties. */
  static AlignedTable align(RunContext run) {
    DataSection data = run.request().config().data();
    run.stages().enter("align");
    AlignedRows common =
        new EcdhAlignment(
                new AlignmentParameters(data.id(), run.request().job().align().minIntersection()),
                run.compute().work().path(),
                run.grpc().supplier(),
                new SecureRandom())
            .align(run.session(), ids(run.source(), data));
    AlignedTable aligned = join(run.source(), common, data, run.request().job().align().key());
    run.log().line(aligned.rows() + " rows in common");
    return aligned;
  }

  /** The key columns of a source under the names that errors should use: the party's own. */
  static Dataset<Row> ids(SourceTable source, DataSection data) {
    Column[] columns = new Column[source.keys()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = col(SourceTable.KEY + k).as(data.id().get(k));
    }
    return source.table().select(columns);
  }

  /**
   * @param aligned result of aligning {@link #ids}
   * @param key the job's names of the key columns
   */
  static AlignedTable join(
      SourceTable source, AlignedRows aligned, DataSection data, List<String> key) {
    if (aligned.count() > Integer.MAX_VALUE - 8) {
      throw FederationException.resource(
          "%d common rows are more than a run can number; train on a sample", aligned.count());
    }
    Column number = col(AlignedRows.ROW).cast("int").as(ROW);
    Column[] named = new Column[source.keys() + 1];
    Column[] internal = new Column[source.keys() + 1];
    String[] on = new String[source.keys()];
    for (int k = 0; k < source.keys(); k++) {
      Column own = col("`" + data.id().get(k).replace("`", "``") + "`");
      named[k] = own.as(key.get(k));
      on[k] = SourceTable.KEY + k;
      internal[k] = own.as(on[k]);
    }
    named[source.keys()] = number;
    internal[source.keys()] = number;
    Dataset<Row> numbers = aligned.rows().select(internal);
    Dataset<Row> joined =
        source
            .table()
            .join(aligned.count() <= BROADCAST_ROWS ? broadcast(numbers) : numbers, on, "inner");
    return new AlignedTable(joined, aligned.rows().select(named), (int) aligned.count());
  }
}
