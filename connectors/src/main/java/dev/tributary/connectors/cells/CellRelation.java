package dev.tributary.connectors.cells;

import dev.tributary.connectors.spi.OpenTable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table's columns as ids and numbers, for Spark. Only the columns of a query are read, and each
 * cell by a call instead of by an expression of the query.
 */
final class CellRelation extends BaseRelation implements PrunedScan {
  private final SQLContext context;
  private final OpenTable table;
  private final CellReading reading;

  CellRelation(SQLContext context, OpenTable table, CellReading reading) {
    this.context = context;
    this.table = table;
    this.reading = reading;
  }

  @Override
  public SQLContext sqlContext() {
    return context;
  }

  @Override
  public StructType schema() {
    return new StructType(
        IntStream.range(0, reading.width()).mapToObj(reading::field).toArray(StructField[]::new));
  }

  /** Rows are Spark's own already. */
  @Override
  public boolean needConversion() {
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public RDD<Row> buildScan(String[] required) {
    CellReading some = reading.only(Set.of(required));
    Map<String, Integer> at = some.places();
    int[] places = Arrays.stream(required).mapToInt(at::get).toArray();
    RDD<InternalRow> cells =
        table
            .rows(List.of(some.names()))
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> read(rows, some, places))
            .rdd();
    return (RDD<Row>) (RDD<?>) cells;
  }

  /** One row object serves all rows of a task: Spark copies what it keeps. */
  private static Iterator<InternalRow> read(
      Iterator<InternalRow> rows, CellReading reading, int[] places) {
    KeyCell[] keys = reading.keys();
    NumberCell[] numbers = reading.numbers();
    StructField[] asked =
        Arrays.stream(places).mapToObj(reading::field).toArray(StructField[]::new);
    SpecificInternalRow out = new SpecificInternalRow(new StructType(asked));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        InternalRow row = rows.next();
        for (int c = 0; c < places.length; c++) {
          int place = places[c];
          if (keys[place] != null) {
            out.update(c, keys[place].part(row, place));
          } else {
            double value = numbers[place].number(row, place);
            if (Double.isNaN(value)) {
              out.setNullAt(c);
            } else {
              out.setDouble(c, value);
            }
          }
        }
        return out;
      }
    };
  }
}
