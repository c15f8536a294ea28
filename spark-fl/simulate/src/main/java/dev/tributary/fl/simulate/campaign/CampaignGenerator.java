package dev.tributary.fl.simulate.campaign;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the data of the activation campaign: a lender's registered-but-dormant users with {@value
 * LenderColumns#COUNT} columns and the label {@code applied}, and a bureau's columns for a larger,
 * partly overlapping population in another row order. The lender's {@code id} is a number, the
 * bureau's the same number as a string padded with zeros.
 *
 * <p>The same spec gives the same rows whatever the number of partitions. Memory is bounded: rows
 * are made one by one and written as they are made.
 */
public final class CampaignGenerator {
  /** File name of the lender's table below the output directory. */
  public static final String LENDER_TABLE = "lender.parquet";

  /** File name of the bureau's table below the output directory. */
  public static final String BUREAU_TABLE = "bureau.parquet";

  private static final long CELLS_PER_PARTITION = 25_000_000;

  private CampaignGenerator() {}

  /** The lender's table, not yet computed. */
  public static Dataset<Row> lender(SparkSession spark, CampaignSpec spec) {
    return table(spark, CampaignRows.lender(spec));
  }

  /** The bureau's table, not yet computed. */
  public static Dataset<Row> bureau(SparkSession spark, CampaignSpec spec) {
    return table(spark, CampaignRows.bureau(spec));
  }

  /**
   * Writes both tables as Parquet, replacing them.
   *
   * @param directory any Hadoop path
   */
  public static void write(SparkSession spark, CampaignSpec spec, String directory) {
    lender(spark, spec).write().mode(SaveMode.Overwrite).parquet(directory + "/" + LENDER_TABLE);
    bureau(spark, spec).write().mode(SaveMode.Overwrite).parquet(directory + "/" + BUREAU_TABLE);
  }

  private static Dataset<Row> table(SparkSession spark, CampaignRows rows) {
    long cells = rows.size() * rows.schema().size();
    int partitions =
        (int) Math.max(spark.sparkContext().defaultParallelism(), 1 + cells / CELLS_PER_PARTITION);
    MapPartitionsFunction<Long, Row> make = positions -> made(rows, positions);
    return spark
        .range(0, rows.size(), 1, partitions)
        .mapPartitions(make, Encoders.row(rows.schema()));
  }

  private static Iterator<Row> made(CampaignRows rows, Iterator<Long> positions) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return positions.hasNext();
      }

      @Override
      public Row next() {
        return rows.row(positions.next());
      }
    };
  }
}
