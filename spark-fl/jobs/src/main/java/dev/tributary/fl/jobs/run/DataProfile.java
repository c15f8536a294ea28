package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.JobFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a party's table holds, after the checks that a training makes before it joins.
 *
 * @param bytes size of its files, or -1 where it has none to look at
 * @param rows all rows
 * @param keyless rows with a missing value in a key column
 * @param keys different keys among the others
 * @param labelMean mean of the label, or NaN without one
 * @param features columns to learn from, in the order of their numbers
 */
public record DataProfile(
    long bytes, long rows, long keyless, long keys, double labelMean, List<Feature> features) {
  public DataProfile {
    features = List.copyOf(features);
  }

  /**
   * A feature column.
   *
   * @param name in the source
   * @param missing rows without a value
   */
  public record Feature(String name, long missing) {}

  /**
   * Reads and checks a table as a training does, and counts.
   *
   * @throws dev.tributary.protocol.FederationException USER for what a training would refuse
   */
  public static DataProfile of(SparkSession spark, JobFile job, DataSection data) {
    SourceTable source = CheckedTable.of(spark, data, job);
    List<Column> counts = new ArrayList<>();
    Column[] key = data.id().stream().map(SourceTable::column).toArray(Column[]::new);
    counts.add(countDistinct(key[0], Arrays.copyOfRange(key, 1, key.length)));
    Column whole = key[0].isNotNull();
    for (Column column : key) {
      whole = whole.and(column.isNotNull());
    }
    counts.add(count(when(whole, 1)));
    counts.add(data.label() == null ? lit(Double.NaN) : avg(SourceTable.column(data.label())));
    for (String feature : source.features()) {
      counts.add(count(SourceTable.column(feature)));
    }
    Row seen = source.look(rows -> rows.agg(count(lit(1)), counts.toArray(Column[]::new)).first());
    long rows = seen.getLong(0);
    List<Feature> features = new ArrayList<>();
    for (int f = 0; f < source.features().size(); f++) {
      features.add(new Feature(source.features().get(f), rows - seen.getLong(4 + f)));
    }
    return new DataProfile(
        bytes(spark, data),
        rows,
        rows - seen.getLong(2),
        seen.getLong(1),
        seen.getDouble(3),
        features);
  }

  private static long bytes(SparkSession spark, DataSection data) {
    if (data.path() == null || data.format().equals("table")) {
      return -1;
    }
    try {
      Path path = new Path(data.path());
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] matches = files.globStatus(path);
      long bytes = 0;
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        bytes += files.getContentSummary(match.getPath()).getLength();
      }
      return bytes;
    } catch (IOException | IllegalArgumentException e) {
      return -1;
    }
  }
}
