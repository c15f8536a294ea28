package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;

import dev.tributary.protocol.psi.EcdhPsi;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * Numbers the common rows by the label party's masked values: by piece, then position. The driver
 * holds one count per piece.
 */
final class RowNumbers {
  private final Dataset<Row> common;
  private final long[] starts;
  private final long count;

  /**
   * @param common has {@link MatchColumns#PIECE} and {@link MatchColumns#POSITION} of the label
   *     party, each pair once
   * @param pieces number of the label party's pieces
   */
  RowNumbers(Dataset<Row> common, int pieces) {
    this.common = common;
    long[] sizes = new long[pieces];
    for (Row row : common.groupBy(col(MatchColumns.PIECE)).count().collectAsList()) {
      sizes[row.getInt(0)] = row.getLong(1);
    }
    starts = new long[pieces];
    long sum = 0;
    for (int piece = 0; piece < pieces; piece++) {
      starts[piece] = sum;
      sum += sizes[piece];
    }
    count = sum;
  }

  /** Number of common rows. */
  long count() {
    return count;
  }

  /** The common rows with {@link AlignedRows#ROW} behind. */
  Dataset<Row> numbered() {
    List<Column> columns =
        new ArrayList<>(List.of(col(MatchColumns.PIECE), col(MatchColumns.POSITION)));
    for (String name : common.columns()) {
      if (!name.equals(MatchColumns.PIECE) && !name.equals(MatchColumns.POSITION)) {
        columns.add(col(name));
      }
    }
    Dataset<Row> ordered = common.select(columns.toArray(new Column[0]));
    return ordered
        .repartition(EcdhPsi.pieces(count), col(MatchColumns.PIECE))
        .sortWithinPartitions(col(MatchColumns.PIECE), col(MatchColumns.POSITION))
        .mapPartitions(
            new NumberTask(starts),
            Encoders.row(ordered.schema().add(AlignedRows.ROW, DataTypes.LongType, false)));
  }

  private static final class NumberTask implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final long[] starts;

    NumberTask(long[] starts) {
      this.starts = starts;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      Counter counter = new Counter(starts);
      return MaskTask.stream(rows).map(counter::number).iterator();
    }
  }

  private static final class Counter {
    private final long[] starts;
    private int piece = -1;
    private long next;

    Counter(long[] starts) {
      this.starts = starts;
    }

    Row number(Row row) {
      if (row.getInt(0) != piece) {
        piece = row.getInt(0);
        next = starts[piece];
      }
      Object[] out = new Object[row.length() + 1];
      for (int i = 0; i < row.length(); i++) {
        out[i] = row.get(i);
      }
      out[row.length()] = next++;
      return RowFactory.create(out);
    }
  }
}
