package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.fl.align.AlignmentParameters;
import dev.tributary.fl.align.LocalAlignment;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.psi.IdEncoding;
import dev.tributary.protocol.psi.IdNormalization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EcdhAlignmentIT {
  private static final Path DATA = Path.of("../../../shared/data").toAbsolutePath().normalize();

  @TempDir Path work;
  private final SparkSession spark = SparkForTests.session();

  /**
   * 22,000 people in two pieces; each side has 19,800 of them in its own order, one as text, one as
   * integers.
   */
  @Test
  void realFilesWithRowsMissingOnBothSides() throws Exception {
    Dataset<Row> guest =
        csv("default_credit_hetero_guest.csv.gz")
            .filter("id <= 22000 and id % 10 != 0")
            .withColumn("id", concat(lit("  "), col("id").cast("string"), lit(" ")))
            .repartition(3)
            .sortWithinPartitions(rand(1));
    Dataset<Row> host =
        csv("default_credit_hetero_host.csv")
            .filter("id <= 22000 and id % 10 != 1")
            .repartition(3)
            .sortWithinPartitions(rand(2));
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    CompletableFuture<AlignedRows> bureau = parties.start(1, host, parameters("id"));
    AlignedRows lender = parties.start(0, guest, parameters("id")).get();

    Map<Long, Long> people = people(lender.rows().selectExpr("trim(id)", "row"));
    assertThat(lender.count()).isEqualTo(17_600);
    assertThat(lender.overlaps()).containsExactly(Map.entry(parties.party(1), 17_600L));
    assertThat(people.keySet()).containsExactlyElementsOf(range(17_600));
    assertThat(people.values()).doesNotHaveDuplicates().allMatch(id -> id % 10 > 1);
    assertThat(people(bureau.get().rows().select("id", "row"))).isEqualTo(people);
    assertThat(bureau.get().overlaps()).isEmpty();
    assertThat(new ArrayList<>(people.values()))
        .isNotEqualTo(people.values().stream().sorted().toList());
    assertOnlyResultsStay();
  }

  @Test
  void threePartiesOfRealFiles() throws Exception {
    Dataset<Row> guest =
        csv("motor_hetero_guest.csv")
            .filter("idx % 5 != 0")
            .repartition(3)
            .sortWithinPartitions(rand(3));
    Dataset<Row> first =
        csv("motor_hetero_host_1.csv")
            .filter("idx % 5 != 1")
            .repartition(3)
            .sortWithinPartitions(rand(4));
    Dataset<Row> second =
        csv("motor_hetero_host_2.csv")
            .filter("idx % 4 != 1")
            .repartition(3)
            .sortWithinPartitions(rand(5));
    AlignmentParties parties = new AlignmentParties(work, "plant", "grid", "sensors");
    CompletableFuture<AlignedRows> grid = parties.start(1, first, parameters("idx"));
    CompletableFuture<AlignedRows> sensors = parties.start(2, second, parameters("idx"));
    AlignedRows plant = parties.start(0, guest, parameters("idx")).get();

    Map<Long, Long> people = people(plant.rows().select("idx", "row"));
    assertThat(plant.count()).isEqualTo(360).isEqualTo(people.size());
    assertThat(plant.overlaps()).isEqualTo(Map.of(parties.party(1), 480L, parties.party(2), 480L));
    assertThat(people.values()).allMatch(id -> id % 5 > 1 && id % 4 != 1);
    assertThat(people(grid.get().rows().select("idx", "row"))).isEqualTo(people);
    assertThat(people(sensors.get().rows().select("idx", "row"))).isEqualTo(people);
  }

  @Test
  void repeatedIdsAreRefusedBeforeAnythingIsSent() {
    Dataset<Row> guest = csv("breast_hetero_guest_repeated_id.csv");
    AlignmentParties parties = new AlignmentParties(work, "clinic", "lab");
    CompletableFuture<AlignedRows> lab =
        parties.start(1, csv("breast_hetero_host.csv"), parameters("id"));
    CompletableFuture<AlignedRows> clinic = parties.start(0, guest, parameters("id"));
    long distinct = guest.select("id").distinct().count();

    assertFails(clinic, ErrorCode.USER, (2_139 - distinct) + " of 2139 rows repeat the id");
    assertFails(lab, ErrorCode.PEER, "clinic gave up");
  }

  @Test
  void compositeIdsMeetAPartyWithoutSpark() throws Exception {
    List<List<Object>> theirs = new ArrayList<>();
    for (long id = 100; id < 400; id++) {
      theirs.add(List.of("branch " + id % 7, id));
    }
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    AlignmentParameters two = parameters("branch", "account");
    CompletableFuture<int[]> bureau =
        parties.start(
            1,
            session ->
                new LocalAlignment(two, new SecureRandom())
                    .align(session, theirs.stream().map(IdEncoding::encode).toList()));
    Dataset<Row> own =
        spark.range(0, 300).selectExpr("concat('branch ', id % 7) branch", "id account");
    AlignedRows lender = parties.start(0, own, two).get();

    int[] indices = bureau.get();
    assertThat(lender.count()).isEqualTo(200).isEqualTo(indices.length);
    Map<Long, Long> people = people(lender.rows().select("account", "row"));
    people.forEach(
        (row, id) -> assertThat(theirs.get(indices[row.intValue()]).get(1)).isEqualTo(id));
  }

  @Test
  void tooSmallAnIntersectionEndsBothSidesAlike() {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    AlignmentParameters hundred =
        new AlignmentParameters(List.of("id"), AlignmentParameters.MIN_INTERSECTION.preset());
    CompletableFuture<AlignedRows> bureau =
        parties.start(1, spark.range(0, 150).toDF("id"), hundred);
    CompletableFuture<AlignedRows> lender =
        parties.start(0, spark.range(51, 300).toDF("id"), hundred);

    // Each counts for itself, unless it hears first that the other has.
    assertFails(lender, ErrorCode.USER, "align.min-intersection");
    assertFails(bureau, ErrorCode.USER, "align.min-intersection");
  }

  /** Ids that two parties write differently meet where both do the same to them. */
  @Test
  void idsMeetAfterWhatThePartiesAgreedToDoToThem() throws Exception {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    AlignmentParameters upper =
        new AlignmentParameters(
            List.of("id"),
            1,
            AlignmentParameters.ANY_IDS,
            IdNormalization.parse(List.of("nfkc,upper")));
    Dataset<Row> capitals = spark.range(0, 300).selectExpr("concat('NO-', id, 'X') id");
    Dataset<Row> small = spark.range(100, 500).selectExpr("concat('no-', id, 'ｘ') id");
    CompletableFuture<AlignedRows> bureau = parties.start(1, small, upper);
    AlignedRows lender = parties.start(0, capitals, upper).get();

    assertThat(lender.count()).isEqualTo(200);
    assertThat(lender.ownRows()).isEqualTo(300);
    assertThat(lender.offered()).isEqualTo(Map.of(parties.party(1), 400L));
    assertThat(bureau.get().offered()).isEqualTo(Map.of(parties.party(0), 300L));
    Map<Long, Long> ours =
        people(lender.rows().selectExpr("regexp_extract(id, '[0-9]+', 0)", "row"));
    assertThat(people(bureau.get().rows().selectExpr("regexp_extract(id, '[0-9]+', 0)", "row")))
        .isEqualTo(ours);
  }

  /** What either side normalises by itself, with Spark or without, is the same id. */
  @Test
  void idsWithoutSpacesMeetAPartyWithoutSpark() throws Exception {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    IdNormalization unspaced = IdNormalization.parse(List.of("no-spaces"));
    AlignmentParameters parameters =
        new AlignmentParameters(List.of("id"), 1, AlignmentParameters.ANY_IDS, unspaced);
    List<String> theirs = new ArrayList<>();
    for (int id = 100; id < 400; id++) {
      theirs.add(id % 2 == 0 ? "DE\u00a0" + id + " K" : "DE" + id + "K ");
    }
    CompletableFuture<int[]> bureau =
        parties.start(
            1,
            session ->
                new LocalAlignment(parameters, new SecureRandom())
                    .align(
                        session,
                        theirs.stream()
                            .map(id -> IdEncoding.encode(unspaced.apply(List.of(id))))
                            .toList()));
    Dataset<Row> own = spark.range(0, 300).selectExpr("concat('D E', id, '\t K') id");
    AlignedRows lender = parties.start(0, own, parameters).get();

    int[] indices = bureau.get();
    assertThat(lender.count()).isEqualTo(200).isEqualTo(indices.length);
    people(lender.rows().selectExpr("regexp_extract(id, '[0-9]+', 0)", "row"))
        .forEach(
            (row, id) -> assertThat(theirs.get(indices[row.intValue()])).contains(id.toString()));
  }

  @Test
  void defectiveIdsAreCountedAndRefused() {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    List<String> ids = new ArrayList<>(List.of("1", "2", " ", "\u00a0"));
    ids.addAll(Collections.nCopies(3, null));
    Dataset<Row> source = spark.createDataset(ids, Encoders.STRING()).toDF("id");

    assertFails(parties.start(0, source, parameters("id")), ErrorCode.USER, "3 null, 2 blank");
  }

  @Test
  void columnsThatCannotBeAnIdAreRefused() {
    AlignmentParties parties = new AlignmentParties(work, "lender", "bureau");
    Dataset<Row> source = spark.range(5).selectExpr("id", "id * 0.5D amount", "id row");

    assertFails(parties.start(0, source, parameters("amount")), ErrorCode.USER, "type double");
    assertFails(parties.start(0, source, parameters("ident")), ErrorCode.USER, "no id column");
    assertFails(parties.start(0, source, parameters("row")), ErrorCode.USER, "rename it");
    assertFails(parties.start(0, source.limit(0), parameters("id")), ErrorCode.USER, "no id");
  }

  private static AlignmentParameters parameters(String... names) {
    return new AlignmentParameters(List.of(names), 1);
  }

  private static void assertFails(CompletableFuture<?> end, ErrorCode code, String words) {
    assertThatThrownBy(end::get)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(code));
  }

  /** Masked values do not outlive the alignment. */
  private void assertOnlyResultsStay() throws Exception {
    try (var directories = Files.list(work.resolve("lender"))) {
      assertThat(directories.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.startsWith("aligned-"));
    }
  }

  private static Map<Long, Long> people(Dataset<Row> idAndRow) {
    Map<Long, Long> people = new TreeMap<>();
    for (Row row : idAndRow.collectAsList()) {
      people.put(row.getLong(1), Long.valueOf(row.get(0).toString()));
    }
    return people;
  }

  private static List<Long> range(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  private Dataset<Row> csv(String name) {
    assumeThat(DATA.resolve(name)).as("test data beside the repository").exists();
    Dataset<Row> text = spark.read().option("header", "true").csv(DATA.resolve(name).toString());
    String id = text.columns()[0].equals("idx") ? "idx" : "id";
    return text.withColumn(id, col(id).cast("int"));
  }
}
