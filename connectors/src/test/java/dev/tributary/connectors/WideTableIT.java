package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with more columns than Spark can plan expressions for. */
final class WideTableIT {
  private static final int COLUMNS = 10_000;

  @TempDir private Path directory;

  @Test
  void tenThousandColumnsOfTextAreCheckedAndReadAsNumbers() throws IOException {
    Path file = directory.resolve("wide.csv");
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id," + names().collect(Collectors.joining(",")) + "\n");
      for (int row = 0; row < 60; row++) {
        int id = row;
        out.write(
            "c"
                + id
                + ","
                + IntStream.range(0, COLUMNS)
                    .mapToObj(
                        c -> c == 7 && id == 9 ? "" : String.valueOf(random.nextInt(900) / 8.0))
                    .collect(Collectors.joining(","))
                + "\n");
      }
    }

    SourceTable table =
        new TableReader(
                SparkForTests.session(), TableSource.file("csv", file.toString(), "id", null))
            .read();

    assertThat(table.features()).hasSize(COLUMNS);
    assertThat(table.profile().rows()).isEqualTo(60);
    assertThat(table.profile().column("f7").missing()).isOne();
    assertThat(table.profile().column("f8").missing()).isZero();
    Dataset<Row> some = table.rows().select("f9999", "id", "f7");
    List<Row> rows = some.collectAsList();
    assertThat(rows).hasSize(60);
    assertThat(rows.get(9).isNullAt(2)).isTrue();
    assertThat(rows.get(9).getString(1)).isEqualTo("c9");
    assertThat(rows.get(9).getDouble(0)).isBetween(0.0, 113.0);
    assertThat(table.rows().count()).isEqualTo(60);
    assertThat(
            table
                .rows()
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> row.numFields())
                .distinct()
                .collect())
        .containsExactly(COLUMNS + 1);
  }

  private static Stream<String> names() {
    return IntStream.range(0, COLUMNS).mapToObj(c -> "f" + c);
  }
}
