package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
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
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(train, more == null ? "" : more))
        .hasMessageStartingWith("job.yaml")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

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
