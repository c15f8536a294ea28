package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * What a party's table holds, after the checks that a training makes before it joins.
 *
 * @param bytes size of its files, or -1 where it has none to look at
 * @param rows all rows; where ids are aligned, each has one of its own
 * @param kept of the rows of the source
 * @param labelMean mean of the label, or NaN without one
 * @param labelWords which labels there are and which counts as 1; empty unless they are two
 * @param features columns to learn from, in the order of their numbers
 * @param notes how its labels and its split were understood, and what was not looked for
 * @param warnings what in the data looks like an accident
 */
public record DataProfile(
    long bytes,
    long rows,
    KeptRows kept,
    double labelMean,
    Optional<String> labelWords,
    List<Feature> features,
    List<String> notes,
    List<String> warnings) {
  public DataProfile {
    features = List.copyOf(features);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** A table of which nothing is to be noted. */
  public DataProfile(
      long bytes,
      long rows,
      KeptRows kept,
      double labelMean,
      Optional<String> labelWords,
      List<Feature> features,
      List<String> warnings) {
    this(bytes, rows, kept, labelMean, labelWords, features, List.of(), warnings);
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
        labelWords(job, table),
        features(table),
        checked.notes(),
        checked.warnings());
  }

  private static Optional<String> labelWords(JobFile job, SourceTable table) {
    return table.source().label() != null && job.train().section() instanceof Supervised learned
        ? LabelMeaning.counted(table.source(), learned, table.profile())
        : Optional.empty();
  }

  private static List<Feature> features(SourceTable table) {
    Set<String> names = new HashSet<>(table.features());
    return table.profile().columns().stream()
        .filter(column -> names.contains(column.name()))
        .map(column -> new Feature(column.name(), column.missing()))
        .toList();
  }
}
