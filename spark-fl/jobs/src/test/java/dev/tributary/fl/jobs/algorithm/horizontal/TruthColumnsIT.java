package dev.tributary.fl.jobs.algorithm.horizontal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthColumnsIT {
  private static final int COLUMNS = 200;

  @TempDir private Path folder;

  /** A plan that grows with every column takes minutes where there are thousands. */
  @Test
  void allAreCastByOneSelect() throws IOException {
    String head =
        IntStream.range(0, COLUMNS).mapToObj(c -> "c" + c).collect(Collectors.joining(","));
    String cells = "true,".repeat(COLUMNS);
    Path file =
        Files.writeString(folder.resolve("a.csv"), "id," + head + ",x\n1," + cells + "2.5\n");
    Map<String, String> types =
        IntStream.range(0, COLUMNS)
            .mapToObj(c -> "c" + c)
            .collect(Collectors.toMap(name -> name, name -> "boolean"));
    SourceTable table =
        new TableReader(
                SparkForTests.session(),
                TableSource.file("csv", file.toString(), "id", null).typed(types))
            .read();

    Dataset<Row> rows = TruthColumns.in(table);

    assertThat(rows.columns()).isEqualTo(table.rows().columns());
    assertThat(rows.schema().apply("c7").dataType()).isEqualTo(DataTypes.BooleanType);
    assertThat(rows.schema().apply("x").dataType()).isEqualTo(DataTypes.DoubleType);
    assertThat(rows.first().<Boolean>getAs("c199")).isTrue();
    assertThat(rows.queryExecution().analyzed().treeString().lines().count()).isLessThan(10);
  }
}
