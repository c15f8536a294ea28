package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.algorithm.HorizontalJobs;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnlabelledTest {
  private static JobFile job(String train, String more) {
    return Algorithms.parse(
        "job: j\nparties: {a: {role: label}, b: {role: label}, c: {role: label}}\ntrain: "
            + train
            + "\n"
            + more,
        "job.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-kmeans}||clusters must be given",
        "{algorithm: horizontal-kmeans, clusters: 0}||clusters must be",
        "{algorithm: horizontal-kmeans, clusters: 3, least-count: 0}||least-count must be",
        "{algorithm: horizontal-kmeans, clusters: 3, components: 2}||components is a key of"
            + " algorithm: horizontal-pca",
        "{algorithm: horizontal-kmeans, clusters: 3}|split: {train: 0.7}|split means nothing to"
            + " algorithm: horizontal-kmeans",
        "{algorithm: horizontal-pca, components: 0}||components must be",
        "{algorithm: horizontal-pca, least-count: 1}||least-count must be",
        "{algorithm: horizontal-pca}|split: {train: 0.7}|split means nothing to algorithm:"
            + " horizontal-pca",
        "{algorithm: horizontal-kmeans, clusters: 3}|align: {key: [id, Cluster]}|key must not be"
            + " named as what predictions have besides, of algorithm: horizontal-kmeans. Provided"
            + " value: Cluster",
        "{algorithm: horizontal-pca}|align: {key: component_12}|key must not be named as what"
            + " predictions have besides, of algorithm: horizontal-pca",
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(train, more == null ? "" : more))
        .hasMessageStartingWith("job.yaml")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  @Test
  void aRunWaitsForALostPartyOrGoesOnWithoutIt() {
    String left = "sum: {min-parties: 2}\nconsent: two-party-sum\n";
    String waits = "deadlines: {rejoin: 5m}\n";
    assertThatThrownBy(() -> job("{algorithm: federated-stats}", left + waits))
        .hasMessageContaining("deadlines.rejoin and sum.min-parties exclude each other");
    assertThat(job("{algorithm: federated-stats}", waits).lossRule().comesBack()).isTrue();
    assertThat(job("{algorithm: federated-stats}", left).lossRule().comesBack()).isFalse();
    assertThat(job("{algorithm: federated-stats}", "").deadlines().rejoin()).isNull();
  }

  @Test
  void aKeyMayHaveANameThatOnlyAnotherAlgorithmWrites() {
    assertThat(job("{algorithm: horizontal-pca}", "align: {key: cluster}").align().key())
        .containsExactly("cluster");
  }

  /** A job that is written again has all defaults. */
  @Test
  void aJobThatSaidNothingIsReadAgainFromItsOwnText() {
    JobFile job = job("{algorithm: horizontal-pca}", "");
    assertThat(Algorithms.parse(job.text(), "again").sha256()).isEqualTo(job.sha256());
  }

  private static final String PRIVACY = "privacy: {epsilon: 3, delta: 1.0e-6}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-kmeans, clusters: 3, standardize: false}||standardize must be true",
        "{algorithm: horizontal-kmeans, clusters: 3, tolerance: 0.1}||tolerance must be left out",
        "{algorithm: horizontal-kmeans, clusters: 3, least-count: 25}||least-count must be left",
        "{algorithm: horizontal-pca, least-count: 25}||least-count must be left out with privacy",
        "{algorithm: horizontal-pca}|, learning-rate: 2|privacy.learning-rate must be left out",
      })
  void refusesWhatNoiseLeavesNoMeaning(String train, String more, String message) {
    String privacy = PRIVACY.replace("}", (more == null ? "" : more) + "}");
    assertThatThrownBy(() -> job(train, privacy)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{algorithm: horizontal-kmeans, clusters: 4, iterations: 7}",
        "{algorithm: horizontal-pca}"
      })
  void saysThatTotalsHaveNoiseAndHowManyThereAre(String train) {
    JobFile job = job(train, PRIVACY + SIMULATE);
    assertThat(Algorithms.of(job).disclosure(job).of(new PartyId("b"), Role.LABEL))
        .anyMatch(line -> line.startsWith("With noise, of all parties' rows together"))
        .anyMatch(line -> line.contains("Differential privacy of single rows"))
        .noneMatch(line -> line.contains("(least-count)"));
    assertThat(HorizontalJobs.plan(job, "b"))
        .contains(train.contains("pca") ? " in 5 sums of " : " in 16 sums of ");
  }

  private static final String SIMULATE =
      "simulate: {a: {data: {id: id}}, b: {data: {id: id}}, c: {data: {id: id}}}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{algorithm: horizontal-kmeans, clusters: 4, least-count: 25}",
        "{algorithm: horizontal-pca, least-count: 25}"
      })
  void scoresInSparkAndSaysWhoLearnsWhat(String train) {
    JobFile job = job(train, "");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .hasMessageContaining("leaves the whole model at every party");
    assertThat(Algorithms.of(job).disclosure(job).of(new PartyId("b"), Role.LABEL))
        .anyMatch(line -> line.contains("25") && line.contains("(least-count)"));
  }
}
