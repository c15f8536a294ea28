package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/** Any other format that Spark finds: {@code jdbc}, {@code delta}, {@code iceberg}, ... */
public final class ServiceFormat implements TableFormat {
  /** Spark's readers of files for which there are connectors, which know what goes wrong there. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "org\\.apache\\.spark\\.sql\\..*\\.(csv|json|parquet|orc|text|avro)"
              + "(FileFormat|DataSourceV2)",
          Pattern.CASE_INSENSITIVE);

  /** What services and catalogs call a table, such as {@code project.dataset.people}. */
  private static final Pattern TABLE = Pattern.compile("[\\w$-]+(\\.[\\w$-]+)+");

  @Override
  public boolean reads(String format) {
    return true;
  }

  @Override
  public OpenTable open(SparkSession spark, TableLocation at) {
    known(spark, at.format())
        .ifPresent(
            word -> {
              throw FederationException.user(
                  "data.format %s is another name of %s, under which its files are not checked: set"
                      + " data.format: %s",
                  at.format(), word, word);
            });
    if (at.path() != null) {
      ReaderOptions.require(spark, at);
      if (!TABLE.matcher(at.path()).matches()) {
        DataFiles.find(spark, at);
      }
    }
    DataFrameReader reader = spark.read().format(at.format()).options(at.options());
    Dataset<Row> rows =
        Unreadable.guard(at, () -> at.path() == null ? reader.load() : reader.load(at.path()));
    ColumnNames.requireDistinct(
        List.of(rows.columns()), SparkFiles.caseSensitive(spark), "the data");
    return SparkTable.of(rows, -1, SparkFiles.partitionColumns(rows));
  }

  /** The plain word for a reader of Spark's own; a format that Spark does not find is none. */
  private static Optional<String> known(SparkSession spark, String format) {
    try {
      Class<?> reader = DataSource.lookupDataSource(format, spark.sessionState().conf());
      Matcher name = KNOWN.matcher(reader.getName());
      return name.matches()
          ? Optional.of(name.group(1).toLowerCase(Locale.ROOT))
          : Optional.empty();
    } catch (Exception e) {
      // Checked, undeclared. Opening it says the same in words.
      return Optional.empty();
    }
  }
}
