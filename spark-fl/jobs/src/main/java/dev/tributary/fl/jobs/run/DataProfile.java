package dev.tributary.fl.jobs.run;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * What a party's table holds, after the checks that a training makes before it joins.
 *
 * @param bytes size of its files, or -1 where it has none to look at
 * @param rows all rows, each with an id of its own
 * @param kept of the rows of the source
 * @param labelMean mean of the label, or NaN without one
 * @param features columns to learn from, in the order of their numbers
 * @param warnings what in the data looks like an accident
 */
public record DataProfile(
    long bytes,
    long rows,
    KeptRows kept,
    double labelMean,
    List<Feature> features,
    List<String> warnings) {
  public DataProfile {
    features = List.copyOf(features);
    warnings = List.copyOf(warnings);
  }

  /**
   * A feature column.
   *
   * @param name in the source
   * @param missing rows without a value
   */
  public record Feature(String name, long missing) {}

  /**
   * Reads and checks a table as a training does.
   *
   * @throws dev.tributary.protocol.FederationException USER for what a training would refuse
   */
  public static DataProfile of(SparkSession spark, JobFile job, TableSource data) {
    CheckedTable checked = CheckedTable.of(spark, data, job);
    SourceTable table = checked.table();
    return new DataProfile(
        table.bytes(),
        table.profile().rows(),
        table.kept(),
        data.label() == null ? Double.NaN : table.profile().column(data.label()).mean(),
        features(table),
        checked.warnings());
  }

  private static List<Feature> features(SourceTable table) {
    Set<String> names = new HashSet<>(table.features());
    return table.profile().columns().stream()
        .filter(column -> names.contains(column.name()))
        .map(column -> new Feature(column.name(), column.missing()))
        .toList();
  }
}
