package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Opens the table that a {@code data:} section names. Text formats are read as text, without a pass
 * over the data to guess types; rows that do not fit the header are errors, also where their cells
 * are not used.
 */
final class SourceReader {
  private static final int SHOWN = 300;

  private SourceReader() {}

  /**
   * Opens a table and looks at its rows.
   *
   * @param check reads what it needs of the table
   * @throws FederationException USER if the table cannot be opened, or a row not be read
   */
  static SourceTable read(
      SparkSession spark, DataSection data, Function<Dataset<Row>, SourceTable> check) {
    Dataset<Row> table = open(spark, data);
    try {
      return check.apply(table);
    } catch (FederationException e) {
      throw e;
    } catch (Exception e) {
      throw unreadable(data, e);
    }
  }

  private static Dataset<Row> open(SparkSession spark, DataSection data) {
    try {
      return typed(load(spark, data), data.types());
    } catch (FederationException e) {
      throw e;
    } catch (Exception e) {
      // Spark's AnalysisException is checked, undeclared.
      throw unreadable(data, e);
    }
  }

  /** The innermost cause is the one that knows the row or file. */
  private static FederationException unreadable(DataSection data, Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String line = String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
    return new FederationException(
        ErrorCode.USER,
        String.format(
            "data%s cannot be read as %s: %s; correct it, or data.format and data.options",
            data.path() == null ? "" : " at " + data.path(),
            data.format(),
            line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line),
        failure);
  }

  private static Dataset<Row> load(SparkSession spark, DataSection data) {
    if (data.format().equals("table")) {
      return spark.table(requiredPath(data));
    }
    DataFrameReader reader = spark.read().format(data.format());
    if (data.format().equals("csv")) {
      reader
          .option("header", true)
          .option("enforceSchema", false)
          .option("mode", "FAILFAST")
          // Spark does not compare a row's length with the header's where it leaves columns out.
          .option("columnPruning", false);
    }
    reader.options(data.optionTexts());
    if (data.path() == null) {
      return reader.load();
    }
    checkExists(spark, data.path());
    return reader.load(data.path());
  }

  private static String requiredPath(DataSection data) {
    if (data.path() == null) {
      throw FederationException.user("data.path must be given for format: %s", data.format());
    }
    return data.path();
  }

  private static void checkExists(SparkSession spark, String path) {
    try {
      Path file = new Path(path);
      var matches = file.getFileSystem(spark.sparkContext().hadoopConfiguration()).globStatus(file);
      if (matches == null || matches.length == 0) {
        throw FederationException.user(
            "data.path %s does not exist (working directory %s)",
            path, System.getProperty("user.dir"));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw FederationException.user("data.path %s cannot be opened: %s", path, e.getMessage());
    }
  }

  private static Dataset<Row> typed(Dataset<Row> table, Map<String, String> types) {
    Dataset<Row> typed = table;
    for (Map.Entry<String, String> type : types.entrySet()) {
      if (!Arrays.asList(table.columns()).contains(type.getKey())) {
        throw FederationException.user(
            "data.types names the column '%s', which the data does not have", type.getKey());
      }
      String quoted = "`" + type.getKey().replace("`", "``") + "`";
      typed = typed.withColumn(type.getKey(), functions.col(quoted).cast(type.getValue()));
    }
    return typed;
  }
}
