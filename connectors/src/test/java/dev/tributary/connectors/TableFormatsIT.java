package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.spi.TableContract;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every connector by the one contract. */
final class TableFormatsIT {

  /** Files of a format that Spark writes and reads. */
  abstract static class OfFiles extends TableContract {
    private final String name;

    @TempDir private Path folder;

    OfFiles(String name) {
      this.name = name;
    }

    @Override
    protected TableFormat format() {
      return TableFormats.of(name);
    }

    @Override
    protected TableLocation write(Dataset<Row> table) {
      String path = folder.resolve("table").toString();
      table.write().format(name).option("header", true).save(path);
      return new TableLocation(name, path, Map.of());
    }

    @Override
    protected TableLocation nowhere() {
      return new TableLocation(name, folder.resolve("nowhere").toString(), Map.of());
    }
  }

  @Nested
  final class Csv extends OfFiles {
    Csv() {
      super("csv");
    }
  }

  @Nested
  final class Parquet extends OfFiles {
    Parquet() {
      super("parquet");
    }
  }

  @Nested
  final class Orc extends OfFiles {
    Orc() {
      super("orc");
    }
  }

  @Nested
  final class Catalog extends TableContract {
    @Override
    protected TableFormat format() {
      return TableFormats.of("table");
    }

    @Override
    protected TableLocation write(Dataset<Row> table) {
      table.createOrReplaceTempView("people_of_contract");
      return new TableLocation("table", "people_of_contract", Map.of());
    }

    @Override
    protected TableLocation nowhere() {
      return new TableLocation("hive", "no_such_table", Map.of());
    }
  }

  @Nested
  final class Jdbc extends TableContract {
    private static final String URL = "jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1";

    @Override
    protected TableFormat format() {
      return TableFormats.of("jdbc");
    }

    @Override
    protected TableLocation write(Dataset<Row> table) throws Exception {
      DriverManager.getConnection(URL).close();
      table.write().format("jdbc").mode("overwrite").options(options("people")).save();
      return new TableLocation("jdbc", null, options("people"));
    }

    @Override
    protected TableLocation nowhere() {
      return new TableLocation("jdbc", null, options("nobody"));
    }

    private static Map<String, String> options(String table) {
      return Map.of("url", URL, "dbtable", table, "driver", "org.h2.Driver");
    }
  }

  /** A source that Spark finds by its class, as that of BigQuery by its word. */
  @Test
  void aServiceIsAskedForATableByItsName() {
    SparkSession spark = SparkForTests.session();

    SourceTable table =
        new TableReader(
                spark, TableSource.file(TablesByName.class.getName(), "project.people", "id", null))
            .read();

    assertThat(table.rows().count()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                new TableReader(
                        spark,
                        TableSource.file(
                            TablesByName.class.getName(), "project.nobody", "id", null))
                    .read())
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("no table project.nobody");
  }

  @Test
  void namesOfFoldersAreKnownToBePartitions(@TempDir Path folder) {
    SparkSession spark = SparkForTests.session();
    String path = folder.resolve("cut").toString();
    spark
        .range(4)
        .selectExpr("id", "id % 2 as day", "id as x")
        .write()
        .partitionBy("day")
        .parquet(path);

    SourceTable table =
        new TableReader(spark, TableSource.file("parquet", path, "id", null)).read();

    assertThat(table.partitionColumns()).containsExactly("day");
    assertThat(table.features()).isEqualTo(List.of("x", "day"));
    assertThat(table.bytes()).isPositive();
  }

  /** By folders of a format that has no connector of its own, and by a newer reader's own words. */
  @Test
  void partitionsOfOtherFormatsAreKnownToo(@TempDir Path folder) throws Exception {
    SparkSession spark = SparkForTests.session();
    Path day = Files.createDirectories(folder.resolve("cut/day=3"));
    Files.writeString(day.resolve("a.txt"), "1 1:2\n");
    TableLocation at =
        new TableLocation("libsvm", folder.resolve("cut").toString(), Map.of("numFeatures", "1"));
    assertThat(TableFormats.of("libsvm").open(spark, at).partitionColumns()).containsExactly("day");

    String path = folder.resolve("new").toString();
    spark.range(4).selectExpr("id", "id % 2 as day").write().partitionBy("day").parquet(path);
    spark.conf().set("spark.sql.sources.useV1SourceList", "");
    try {
      SourceTable table =
          new TableReader(spark, TableSource.file("parquet", path, "id", null)).read();
      assertThat(table.partitionColumns()).containsExactly("day");
    } finally {
      spark.conf().unset("spark.sql.sources.useV1SourceList");
    }
  }
}
