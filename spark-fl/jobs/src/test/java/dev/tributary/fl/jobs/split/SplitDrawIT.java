package dev.tributary.fl.jobs.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class SplitDrawIT {
  private static final int ROWS = 10_000;

  /** Row r has the id 3 r + 1, as text. */
  private static Dataset<Row> rows() {
    return SparkForTests.session()
        .range(0, ROWS, 1, 3)
        .select(
            functions.expr("cast(3 * id + 1 as string)").as("uid"),
            functions.col("id").cast("int").as("row"));
  }

  private static RowSets draw(String split) {
    JobFile job =
        JobFile.parse(
            "job: j\nparties: {a: {role: label}, b: {role: feature}}\nalign: {key: uid}\nsplit: "
                + split,
            "job");
    return new SplitDraw(job).draw(rows(), "row", ROWS);
  }

  @Test
  void conditionsMeanWhatTheySayAndTestWins() {
    RowSets sets =
        draw(
            "{test: \"crc32(cast(uid as string)) % 10 < 3\", validation: \"cast(uid as int) % 2 ="
                + " 0\"}");

    for (int row = 0; row < ROWS; row++) {
      int id = 3 * row + 1;
      CRC32 crc = new CRC32();
      crc.update(String.valueOf(id).getBytes(StandardCharsets.UTF_8));
      RowSet expected =
          crc.getValue() % 10 < 3 ? RowSet.TEST : id % 2 == 0 ? RowSet.VALIDATION : RowSet.TRAINING;
      assertThat(sets.of(row)).as("row %d", row).isEqualTo(expected);
    }
  }

  /** Binomial(10,000, p): a deviation of 5 standard deviations has a chance below 1e-6. */
  @Test
  void sharesAreKeptAndSeedsDiffer() {
    RowSets sets = draw("{train: 0.7, validation: 0.1, seed: 7}");

    assertThat(sets.order().training()).isBetween(7000 - 230, 7000 + 230);
    assertThat(sets.order().validation()).isBetween(1000 - 150, 1000 + 150);
    assertThat(draw("{train: 0.7, validation: 0.1, seed: 7}").placement())
        .isEqualTo(sets.placement());
    assertThat(draw("{train: 0.7, validation: 0.1, seed: 8}").placement())
        .isNotEqualTo(sets.placement());
  }

  @Test
  void withoutASplitEverythingTrains() {
    assertThat(draw("{}").order().training()).isEqualTo(ROWS);
  }

  @Test
  void refusesWhatIsNoConditionOrDoesNotFitTheKey() {
    assertThatThrownBy(() -> draw("{test: \"length(uid)\"}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("split.test must be a condition");
    assertThatThrownBy(() -> draw("{test: \"crc32(uid, uid) = 1\"}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("split.test does not fit the key");
  }
}
