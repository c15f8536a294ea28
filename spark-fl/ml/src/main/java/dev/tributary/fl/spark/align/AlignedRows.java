package dev.tributary.fl.spark.align;

import dev.tributary.protocol.PartyId;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The common rows as one party sees them.
 *
 * @param rows the id columns as its source has them and {@link #ROW}, a long from 0 to {@code count
 *     - 1}; read from Parquet files in the work directory, in no order. Join it to the source by
 *     the id columns.
 * @param count rows in common
 * @param ownRows rows of this party
 * @param offered ids that each party brings which this one exchanges points with
 * @param overlaps at the label party, ids in common with each feature party; empty elsewhere
 */
public record AlignedRows(
    Dataset<Row> rows,
    long count,
    long ownRows,
    Map<PartyId, Long> offered,
    Map<PartyId, Long> overlaps) {
  /** Name of the row number's column. */
  public static final String ROW = "row";

  public AlignedRows {
    offered = Map.copyOf(offered);
    overlaps = Map.copyOf(overlaps);
  }
}
