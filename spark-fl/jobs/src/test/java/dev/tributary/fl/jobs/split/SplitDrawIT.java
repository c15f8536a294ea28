package dev.tributary.fl.jobs.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SplitDrawIT {
  private static final int ROWS = 10_000;

  /** Ids 3 r + 1 as text, in a column that is not named as the job's key, beside one that is. */
  private static Dataset<Row> table() {
    return SparkForTests.session()
        .range(0, ROWS, 1, 3)
        .selectExpr("cast(3 * id + 1 as string) as customer", "-id as uid");
  }

  private static JobFile job(String split) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: feature}}\nalign: {key: uid}\nsplit: "
            + split,
        "job");
  }

  private static Dataset<Row> mark(String split) {
    return new SplitDraw(job(split)).mark(table(), List.of("customer"));
  }

  @Test
  void conditionsMeanWhatTheySay() {
    Dataset<Row> marked =
        mark(
            "{test: \"crc32(cast(uid as string)) % 10 < 3\", validation: \"cast(uid as int) % 2 ="
                + " 0\"}");

    assertThat(marked.columns())
        .containsExactly("customer", "uid", SplitDraw.TEST, SplitDraw.VALIDATION);
    for (Row row : marked.collectAsList()) {
      CRC32 crc = new CRC32();
      crc.update(row.getString(0).getBytes(StandardCharsets.UTF_8));
      assertThat(row.getBoolean(2)).as("%s", row).isEqualTo(crc.getValue() % 10 < 3);
      assertThat(row.getBoolean(3))
          .as("%s", row)
          .isEqualTo(Integer.parseInt(row.getString(0)) % 2 == 0);
    }
  }

  /** Binomial(10,000, p): a deviation of 5 standard deviations has a chance below 1e-6. */
  @Test
  void sharesAreKeptAndSeedsDiffer() {
    Dataset<Row> marked = mark("{train: 0.7, validation: 0.1, seed: 7}");

    assertThat(marked.filter(SplitDraw.TEST).count()).isBetween(2000L - 200, 2000L + 200);
    assertThat(marked.filter(SplitDraw.VALIDATION + " and not " + SplitDraw.TEST).count())
        .isBetween(1000L - 150, 1000L + 150);
    assertThat(mark("{train: 0.7, validation: 0.1, seed: 7}").collectAsList())
        .isEqualTo(marked.collectAsList());
    assertThat(mark("{train: 0.7, validation: 0.1, seed: 8}").collectAsList())
        .isNotEqualTo(marked.collectAsList());
  }

  @Test
  void withoutASplitEverythingTrains() {
    assertThat(mark("{}").filter(SplitDraw.TEST + " or " + SplitDraw.VALIDATION).isEmpty())
        .isTrue();
  }

  @Test
  void rowsWhoseConditionIsUnknownTrain() {
    assertThat(mark("{test: \"cast(uid as int) % 0 = 1\"}").filter(SplitDraw.TEST).count())
        .isZero();
  }

  @Test
  void aColumnOfTheLabelPartySplitsWhereItAllowsThat() {
    JobFile job = job("{test: \"applied >= date '2024-07-01'\"}");
    Dataset<Row> table =
        table()
            .selectExpr(
                "*",
                "cast(date_add(date '2024-01-01', cast(-uid % 366 as int)) as string) applied");
    SplitDraw draw = new SplitDraw(job);

    for (Row row : draw.mark(table, List.of("customer")).collectAsList()) {
      assertThat(row.getBoolean(row.fieldIndex(SplitDraw.TEST)))
          .as("%s", row)
          .isEqualTo(row.getString(2).compareTo("2024-07-01") >= 0);
    }
    assertThat(draw.others()).containsExactly("applied");
    draw.checkAllowed(allowing("Applied"));
    assertThatThrownBy(() -> draw.checkAllowed(allowing("other")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("split uses applied, no column of the key (uid)")
        .hasMessageContaining("data.split");
  }

  @Test
  void aColumnWithADotInItsNameSplitsToo() {
    SplitDraw draw = new SplitDraw(job("{test: \"`due.next.month` = 1\"}"));
    Dataset<Row> table = table().selectExpr("*", "-uid % 2 as `due.next.month`");

    assertThat(draw.mark(table, List.of("customer")).filter(SplitDraw.TEST).count())
        .isEqualTo(ROWS / 2);
    assertThat(draw.others()).containsExactly("due.next.month");
    draw.checkAllowed(allowing("due.next.month"));
  }

  private static TableSource allowing(String column) {
    return new TableSource(
        "csv",
        "a.csv",
        List.of("id"),
        "y",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(column),
        null);
  }

  @Test
  void saysWhereAConditionIsUnknown() {
    SplitDraw draw = new SplitDraw(job("{test: \"cast(word as date) > date '2024-07-01'\"}"));
    Dataset<Row> table = table().selectExpr("*", "if(uid % 10 = 0, '2024-08-01', 'soon') as word");
    Map<String, Column> unknown = draw.unknown(table, List.of("customer"));

    assertThat(unknown).containsOnlyKeys("split.test");
    assertThat(table.filter(unknown.get("split.test")).count()).isEqualTo(ROWS - ROWS / 10);
  }

  @Test
  void textIsNoNumber() {
    SplitDraw draw = new SplitDraw(job("{test: \"age > 18\"}"));
    Dataset<Row> table = table().selectExpr("*", "'18.7' as age");

    assertThatThrownBy(() -> draw.mark(table, List.of("customer")))
        .hasMessageContaining(
            "split.test takes the column 'age', which is text, for a number: write cast(age as"
                + " double)");
  }

  @Test
  void refusesWhatIsNoConditionOrDoesNotFitTheKey() {
    assertThatThrownBy(() -> mark("{test: \"length(uid)\"}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("split.test must be a condition");
    assertThatThrownBy(() -> mark("{test: \"crc32(uid, uid) = 1\"}"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("split.test does not fit the columns");
  }

  /**
   * The others know a person by the normalised id: how the label party spells it beyond that must
   * not come back to them as who tests.
   */
  @Test
  void aConditionSeesTheKeyAsAlignmentDoes() {
    JobFile job =
        Algorithms.parse(
            """
            job: j
            parties: {a: {role: label}, b: {role: feature}}
            align: {key: uid, normalize: {uid: digits}}
            split: {test: "left(uid, 1) = 'D' or length(uid) > 2 or uid = '7'"}
            """,
            "job");
    Dataset<Row> spelled =
        SparkForTests.session()
            .sql("select explode(array('D 5', '  6', 'D7 ', '8 ')) as customer, '7' as uid");

    assertThat(tested(job, spelled, "customer")).containsExactly("D7 ");
    assertThat(tested(job, spelled.selectExpr("customer as uid"), "uid")).containsExactly("D7 ");
  }

  private static List<String> tested(JobFile job, Dataset<Row> table, String id) {
    return new SplitDraw(job)
        .mark(table, List.of(id)).filter(SplitDraw.TEST).select(id).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
  }
}
