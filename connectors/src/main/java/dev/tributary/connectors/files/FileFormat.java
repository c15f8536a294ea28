package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files whose format names and types their columns. */
public final class FileFormat implements TableFormat {
  private static final Set<String> FORMATS = Set.of("parquet", "orc", "json", "avro", "text");

  /**
   * Of a folder of these Spark takes the columns from one file, unless an option says otherwise.
   */
  private static final Map<String, String> SCHEMA_OF_ONE =
      Map.of("parquet", "mergeSchema", "orc", "mergeSchema", "avro", "avroSchema");

  @Override
  public boolean reads(String format) {
    return FORMATS.contains(format);
  }

  @Override
  public OpenTable open(SparkSession spark, TableLocation at) {
    if (at.format().equals("json")) {
      ReaderOptions.requireOfText(spark, at);
    } else {
      ReaderOptions.require(spark, at);
    }
    DataFiles files = DataFiles.find(spark, at);
    files.requireNoLog();
    FileKind.require(files, at.format());
    if (SCHEMA_OF_ONE.containsKey(at.format())
        && at.option(SCHEMA_OF_ONE.get(at.format()), "false").equalsIgnoreCase("false")) {
      Unreadable.guard(
          at,
          () -> {
            FileSchemas.requireAlike(spark, at.format(), files);
            return true;
          });
    }
    UnreadFiles.requireNone(spark, at, files);
    requireDistinct(spark, at);
    Dataset<Row> rows = Unreadable.guard(at, () -> load(spark, at));
    if (at.format().equals("json")) {
      JsonLines.require(rows, at);
    }
    return SparkTable.of(rows, files.bytes(), SparkFiles.partitionColumns(rows));
  }

  /** With case told apart, so that both names can be said. */
  private static void requireDistinct(SparkSession spark, TableLocation at) {
    SparkSession exact = spark.newSession();
    exact.conf().set("spark.sql.caseSensitive", true);
    List<String> names = List.of(Unreadable.guard(at, () -> load(exact, at)).columns());
    ColumnNames.requireDistinct(names, SparkFiles.caseSensitive(spark), "data at " + at.path());
  }

  private static Dataset<Row> load(SparkSession spark, TableLocation at) {
    return spark.read().format(at.format()).options(at.options()).load(at.path());
  }
}
