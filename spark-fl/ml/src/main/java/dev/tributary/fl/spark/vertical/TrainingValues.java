package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.spark.shards.RowSums;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of an aligned table that train, as doubles, cached on the party's cluster while they are
 * summed over.
 */
final class TrainingValues implements SummedRows, AutoCloseable {
  private final JavaRDD<double[]> rows;
  private final Broadcast<int[]> placement;

  private TrainingValues(JavaRDD<double[]> rows, Broadcast<int[]> placement) {
    this.rows = rows;
    this.placement = placement;
  }

  /**
   * @param more columns of numbers behind the features
   * @throws FederationException USER, when they are first summed, for an infinite value
   */
  static TrainingValues of(AlignedTable table, JavaSparkContext spark, Column... more) {
    List<String> names = table.features();
    Column[] columns =
        Stream.of(
                Stream.of(Schemas.column(AlignedTable.ROW).cast(DataTypes.LongType)),
                names.stream().map(name -> Schemas.column(name).cast(DataTypes.DoubleType)),
                Stream.of(more))
            .flatMap(some -> some)
            .toArray(Column[]::new);
    Broadcast<int[]> placement =
        table.placement() == null ? null : spark.broadcast(table.placement());
    return new TrainingValues(
        table
            .rows()
            .select(columns)
            .javaRDD()
            .filter(new Trains(placement, table.order()))
            .map(new Values(names))
            .persist(StorageLevel.MEMORY_AND_DISK()),
        placement);
  }

  @Override
  public long[] sum(RowWords kernel) {
    return RowSums.of(rows, kernel);
  }

  @Override
  public void close() {
    rows.unpersist(false);
    if (placement != null) {
      placement.unpersist(false);
    }
  }

  private record Trains(Broadcast<int[]> placement, RowOrder order)
      implements Function<Row, Boolean> {
    @Override
    public Boolean call(Row row) {
      int aligned = (int) row.getLong(0);
      return (placement == null ? aligned : placement.value()[aligned]) < order.training();
    }
  }

  private record Values(List<String> features) implements Function<Row, double[]> {
    @Override
    public double[] call(Row row) {
      double[] values = new double[row.size() - 1];
      for (int c = 0; c < values.length; c++) {
        values[c] = row.isNullAt(c + 1) ? Double.NaN : row.getDouble(c + 1);
        if (Double.isInfinite(values[c])) {
          throw FederationException.user(
              "column '%s' has infinite values, which no bin of all parties holds: correct them, or"
                  + " name them in data.missing",
              c < features.size() ? features.get(c) : "label or weight");
        }
      }
      return values;
    }
  }
}
