package dev.tributary.fl.spark.stage;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.tributary.fl.align.Alignment;
import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.align.AlignedRows;
import dev.tributary.fl.spark.align.Alignments;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.psi.IdNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a table that all parties have, found by the alignment that the job names. */
public final class CommonRows {
  private static final long BROADCAST_ROWS = 2_000_000;

  private final Dataset<Row> source;
  private final List<String> ids;
  private final AlignedRows found;

  private CommonRows(Dataset<Row> source, List<String> ids, AlignedRows found) {
    this.source = source;
    this.ids = ids;
    this.found = found;
  }

  /** Finds them with the other parties, which do the same. */
  public static CommonRows find(
      FederatedSession session,
      SparkCompute compute,
      Dataset<Row> source,
      FederatedParams<?> of,
      RunListener listener) {
    List<String> ids = List.of(of.getIdCols());
    Alignment<Dataset<Row>, AlignedRows> alignment =
        Alignments.of(
            of.getAlignment(),
            new AlignmentParameters(
                ids,
                of.getMinIntersection(),
                of.getMaxIds(),
                IdNormalization.parse(List.of(of.getIdNormalization()))),
            compute.work().path(),
            compute.exchange());
    AlignedRows found = listener.time(RunListener.ALIGN, () -> alignment.align(session, source));
    listener.matched(found);
    if (found.count() > Integer.MAX_VALUE - 8) {
      throw FederationException.resource(
          "%d common rows are more than one model can take; split the table", found.count());
    }
    return new CommonRows(source, ids, found);
  }

  public int count() {
    return (int) found.count();
  }

  /** The common rows with their numbers. */
  public AlignedTable table(List<String> features, RowOrder order, int[] placement) {
    return AlignedTable.join(
        source, found.rows(), AlignedRows.ROW, ids, features, order, placement);
  }

  /** The common rows in the order they were found. */
  public AlignedTable table(List<String> features) {
    return table(features, new RowOrder(count(), 0, 0), null);
  }

  /** All rows of the source with their numbers, null where another party lacks the row. */
  public Dataset<Row> allRows() {
    Column[] columns =
        Stream.concat(
                ids.stream().map(Schemas::column),
                Stream.of(col(AlignedRows.ROW).as(AlignedTable.ROW)))
            .toArray(Column[]::new);
    Dataset<Row> numbers = found.rows().select(columns);
    if (found.count() <= BROADCAST_ROWS) {
      numbers = broadcast(numbers);
    }
    Dataset<Row> joined = source.join(numbers, ids.toArray(new String[0]), "left_outer");
    Column[] inOrder =
        Stream.concat(Arrays.stream(source.columns()), Stream.of(AlignedTable.ROW))
            .map(Schemas::column)
            .toArray(Column[]::new);
    return joined.select(inOrder);
  }
}
