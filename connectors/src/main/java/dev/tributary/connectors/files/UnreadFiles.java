package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.Partition;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Files of a folder that Spark leaves out without a word: those in subfolders, unless their names
 * are {@code name=value}, and then those that lie beside such folders. Spark itself is asked which
 * files it would read, as it is and through all folders; nothing of them is read for that.
 */
final class UnreadFiles {
  private static final String DEEP = "recursiveFileLookup";

  private UnreadFiles() {}

  /** USER with the count and one of them, for files in any format that Spark reads by itself. */
  static void requireNone(SparkSession spark, TableLocation at, DataFiles files) {
    if (files.allWhereMatched() || at.option(DEEP, "false").equalsIgnoreCase("true")) {
      return;
    }
    SparkSession own = spark.newSession();
    // What newer readers would scan is in collections of Scala.
    own.conf().set("spark.sql.sources.useV1SourceList", at.format());
    Set<String> all = Unreadable.guard(at, () -> scanned(own, at, true));
    all.removeAll(Unreadable.guard(at, () -> shallow(own, at)));
    if (!all.isEmpty()) {
      throw FederationException.user(
          "data.path %s has %d files in subfolders, or beside folders such as month=1, that would"
              + " not be read, such as %s: name the folder that has the table, or set data.options:"
              + " {recursiveFileLookup: true}, by which folders name no columns, or, if they are no"
              + " part of it, name those that are, as in %s/part-*",
          at.path(), all.size(), all.iterator().next(), at.path());
    }
  }

  private static Set<String> shallow(SparkSession spark, TableLocation at) {
    try {
      return scanned(spark, at, false);
    } catch (AssertionError e) {
      // Spark asserts that all folders are cut alike.
      throw FederationException.user(
          "data.path %s has folders that are cut in different ways: name the one that has the"
              + " table (%s)",
          at.path(),
          String.valueOf(e.getMessage())
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .limit(3)
              .reduce((one, other) -> one + " " + other)
              .orElse(""));
    }
  }

  private static Set<String> scanned(SparkSession spark, TableLocation at, boolean deep) {
    Dataset<Row> rows =
        spark
            .read()
            .format(at.format())
            .schema(new StructType().add("tributary_any", DataTypes.StringType))
            .options(at.options())
            .option(DEEP, deep)
            .load(at.path());
    Set<String> names = new TreeSet<>();
    for (Partition part :
        rows.select(new Column[0]).queryExecution().toRdd().toJavaRDD().rdd().partitions()) {
      for (PartitionedFile file : ((FilePartition) part).files()) {
        names.add(file.toPath().toUri().getPath());
      }
    }
    return names;
  }
}
