package dev.tributary.fl.spark.stats;

import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.vertical.stats.ColumnMoments;
import dev.tributary.fl.vertical.stats.ColumnStatistics;
import dev.tributary.fl.vertical.stats.TableStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Profiles the columns of a party's common rows in two passes over them. */
final class Profiling {
  /** Quantiles are exact up to so large a share of the rows in rank. */
  private static final double RANK_ERROR = 0.001;

  private Profiling() {}

  /**
   * @param levels of the quantiles, 0 to 1
   */
  static TableStatistics of(AlignedTable table, List<Double> levels) {
    String[] places =
        IntStream.range(0, table.features().size()).mapToObj(c -> "c" + c).toArray(String[]::new);
    Column[] columns = new Column[places.length];
    for (int c = 0; c < places.length; c++) {
      columns[c] = Schemas.column(table.features().get(c)).cast("double").as(places[c]);
    }
    Dataset<Row> values = table.rows().select(columns);
    ColumnMoments moments = new ColumnMoments(places.length);
    for (double[] part : values.toJavaRDD().mapPartitions(new Moments(places.length)).collect()) {
      moments.merge(ColumnMoments.of(part));
    }
    double[] wanted = levels.stream().mapToDouble(Double::doubleValue).toArray();
    double[][] quantiles = values.stat().approxQuantile(places, wanted, RANK_ERROR);
    List<ColumnStatistics> profiles = new ArrayList<>();
    for (int c = 0; c < places.length; c++) {
      profiles.add(
          ColumnStatistics.of(
              table.features().get(c),
              table.order().rows(),
              moments,
              c,
              Arrays.stream(quantiles[c]).boxed().toList()));
    }
    return new TableStatistics(TableStatistics.FORMAT, table.order().rows(), levels, profiles);
  }

  private static final class Moments implements FlatMapFunction<Iterator<Row>, double[]> {
    private static final long serialVersionUID = 1L;

    private final int columns;

    Moments(int columns) {
      this.columns = columns;
    }

    @Override
    public Iterator<double[]> call(Iterator<Row> rows) {
      ColumnMoments moments = new ColumnMoments(columns);
      while (rows.hasNext()) {
        Row row = rows.next();
        for (int c = 0; c < columns; c++) {
          moments.add(c, row.isNullAt(c) ? Double.NaN : row.getDouble(c));
        }
      }
      return List.of(moments.toArray()).iterator();
    }
  }
}
