package dev.tributary.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.SparkForTests;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What every connector does, on a table of 50 rows: {@code id}, {@code a b}, {@code x.y}. */
public abstract class TableContract {
  protected static final int ROWS = 50;
  protected static final List<String> COLUMNS = List.of("id", "a b", "x.y");

  protected final SparkSession spark = SparkForTests.session();

  /** The connector. */
  protected abstract TableFormat format();

  /** Writes the table in the connector's format and says where it is. */
  protected abstract TableLocation write(Dataset<Row> table) throws Exception;

  /** Where no table is. */
  protected abstract TableLocation nowhere() throws Exception;

  private OpenTable open() throws Exception {
    Dataset<Row> table =
        spark
            .range(ROWS)
            .selectExpr("concat('p', id) as id", "id % 3 as `a b`", "id / 4 as `x.y`")
            .coalesce(1);
    TableLocation at = write(table);
    assertThat(format().reads(at.format())).isTrue();
    return format().open(spark, at);
  }

  @Test
  void columnsKeepTheirNamesAndOrder() throws Exception {
    assertThat(open().schema().fieldNames()).containsExactlyElementsOf(COLUMNS);
  }

  @Test
  void rowsAreThoseColumnsOfAllRowsInTheOrderAskedFor() throws Exception {
    OpenTable table = open();
    for (Dataset<Row> rows :
        List.of(
            table.rows(List.of("x.y", "id")),
            table.wholeRows(List.of("x.y", "id")),
            table.rows(List.of("x.y", "id")))) {
      assertThat(rows.columns()).containsExactly("x.y", "id");
      assertThat(rows.collectAsList())
          .extracting(row -> row.getString(1) + " " + Double.valueOf(row.get(0).toString()))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, ROWS).mapToObj(i -> "p" + i + " " + i / 4.0).toList());
    }
  }

  @Test
  void countsRowsWithoutColumns() throws Exception {
    OpenTable table = open();
    assertThat(table.count()).isEqualTo(ROWS);
    assertThat(table.rows(List.of()).count()).isEqualTo(ROWS);
    assertThat(table.bytes()).isNotZero();
    assertThat(table.partitionColumns()).isEmpty();
  }

  @Test
  void readsNoOtherColumns() throws Exception {
    assertThat(open().rows(List.of("a b")).queryExecution().executedPlan().toString())
        .doesNotContain("x.y");
  }

  @Test
  void whatIsNotThereIsItsOwnersFault() throws Exception {
    TableLocation nowhere = nowhere();
    assertThatThrownBy(() -> format().open(spark, nowhere))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER));
  }
}
