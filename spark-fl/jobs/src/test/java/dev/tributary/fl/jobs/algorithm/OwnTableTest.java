package dev.tributary.fl.jobs.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.connectors.cells.TableProfile;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What algorithms ask of a party's own table, which plan and run ask alike. */
class OwnTableTest {
  private static JobFile job(String train, String data) {
    String third =
        train.contains("mixed") ? "feature, with: [a, b]}}\nconsent: two-party-sum" : "label}}";
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: "
            + third
            + "\ntrain: "
            + train
            + "\nsimulate: {a: {data: {path: a.csv, id: id"
            + data
            + "}}}",
        "job.yaml");
  }

  private static ColumnProfile column(String name, long present, double least, double most) {
    return new ColumnProfile(name, 10, present, least, most, 0.5, false, 0, false, 0, "");
  }

  private static void check(JobFile job, ColumnProfile... features) {
    check(job, column("y", 10, 0, 1), List.of(features));
  }

  private static void check(JobFile job, ColumnProfile label, List<ColumnProfile> features) {
    TableSource data = job.simulate().get("a").data();
    List<ColumnProfile> columns = new ArrayList<>(features);
    if (data.label() != null) {
      columns.add(label);
    }
    job.train()
        .algorithm()
        .checkTable(
            job.train(),
            new SourceTable(
                null,
                data,
                features.stream().map(ColumnProfile::name).toList(),
                new TableProfile(10, columns, Map.of(), false, Map.of()),
                new KeptRows(10, 10, 0),
                -1,
                Set.of(),
                Set.of()));
  }

  private static void assertRefused(Runnable check, String message) {
    assertThatThrownBy(check::run)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-glm}|, label: y|column 'x' has missing values, which a linear model"
            + " has no term for: fill them in, or leave the column out at all parties",
        "{algorithm: horizontal-kmeans, clusters: 3}|''|column 'x' has missing values, and every row"
            + " needs all: fill them in, or leave the column out at all parties",
        "{algorithm: horizontal-pca, components: 1}|''|column 'x' has missing values, and every row"
            + " needs all: fill them in, or leave the column out at all parties"
      })
  void whatComputesWithEveryCellNeedsANumberInEach(String train, String data, String missing) {
    JobFile job = job(train, data);
    check(job, column("x", 10, -1e14, 1e14));
    assertRefused(() -> check(job, column("x", 9, 0, 1)), missing);
    assertRefused(
        () -> check(job, column("x", 10, 0, Double.POSITIVE_INFINITY)),
        "column 'x' has values that are infinite or beyond 1e+14");
    assertRefused(() -> check(job, column("x", 10, -1e20, 0)), "beyond 1e+14");
  }

  @Test
  void statisticsTakeFiniteCellsAndSoManyPairs() {
    ColumnProfile[] wide =
        IntStream.range(0, 2_001)
            .mapToObj(c -> column("x" + c, 9, 0, 1))
            .toArray(ColumnProfile[]::new);
    JobFile pairs = job("{algorithm: federated-stats, correlations: true}", "");
    check(job("{algorithm: federated-stats}", ""), wide);
    assertRefused(() -> check(pairs, wide), "correlations take at most 2000 columns");
    assertRefused(
        () -> check(pairs, column("x", 10, Double.NEGATIVE_INFINITY, 0)),
        "column 'x' has infinite values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"horizontal-gbdt", "mixed-gbdt"})
  void labelsBeyondWhatSumsHoldAreRefusedBeforeTheRun(String algorithm) {
    JobFile job = job("{algorithm: " + algorithm + ", objective: squared-error}", ", label: y");
    List<ColumnProfile> features = List.of(column("x", 10, 0, 1));
    check(job, column("y", 10, -1e14, 1e14), features);
    assertRefused(
        () -> check(job, column("y", 10, 0, 1e15), features),
        "label column 'y' has values beyond 1e+14, more than sums over all parties hold");
  }

  @Test
  void componentsAreNoMoreThanColumns() {
    JobFile job = job("{algorithm: horizontal-pca, components: 3}", "");
    assertRefused(
        () -> check(job, column("x", 10, 0, 1), column("z", 10, 0, 1)),
        "2 columns have no more than 2 components");
  }

  @Test
  void aPerceptronHasNoMoreWeightsThanASumTakes() {
    ColumnProfile[] two = {column("x", 10, 0, 1), column("z", 10, 0, 1)};
    check(job("{algorithm: horizontal-mlp, hidden: [1000, 1000]}", ", label: y"), two);
    JobFile job = job("{algorithm: horizontal-mlp, hidden: [2000, 2000]}", ", label: y");
    assertRefused(
        () -> check(job, two), "layers of [2000, 2000] units over 2 columns have 4012002 weights");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{algorithm: federated-stats}",
        "{algorithm: horizontal-kmeans, clusters: 3}",
        "{algorithm: horizontal-pca}"
      })
  void whatHasNoUseForAKeyRefusesIt(String train) {
    PartyId self = new PartyId("a");
    for (String key : List.of("label", "weight")) {
      JobFile job = job(train, ", " + key + ": y");
      assertRefused(
          () -> job.checkData(self, job.simulate().get("a").data()),
          "data." + key + " means nothing");
    }
    JobFile job = job(train, "");
    job.checkData(self, job.simulate().get("a").data());
  }
}
