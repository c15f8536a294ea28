package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.job;
import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPrivacyTest {
  private static final String SPLIT = "split: {train: 0.7}\n";

  private static JobFile privately(String privacy) {
    return job("{algorithm: horizontal-glm}", SPLIT + "privacy: " + privacy);
  }

  @Test
  void hasDefaultsAndWithstandsWhatMasksWithstand() {
    assertThat(privately("{epsilon: 1, delta: 0.00001}").privacy())
        .isEqualTo(new PrivacySection(1.0, 1e-5, 2, 2.0, 1.0));
    assertThat(
            privately("{epsilon: 1, delta: 0.00001, colluding: 1, clip: 3, learning-rate: 0.5}")
                .privacy())
        .isEqualTo(new PrivacySection(1.0, 1e-5, 1, 3.0, 0.5));
    assertThat(job("{algorithm: horizontal-glm}", "").privacy()).isNull();
  }

  /** What the parties compare before anything else says how much noise there is. */
  @Test
  void theHashOfAJobHasIt() {
    String plain = job("{algorithm: horizontal-glm}", SPLIT).sha256();
    String one = privately("{epsilon: 1, delta: 0.00001}").sha256();
    assertThat(one).isNotEqualTo(plain);
    assertThat(privately("{epsilon: 1.01, delta: 0.00001}").sha256()).isNotEqualTo(one);
    assertThat(privately("{epsilon: 1, delta: 0.00001, colluding: 2}").sha256()).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{epsilon: 0, delta: 0.00001}|epsilon must be 0.01 to 100",
        "{epsilon: 1}|privacy.delta must be given",
        "{delta: 0.00001}|privacy.epsilon must be given",
        "{epsilon: 1, delta: 0}|delta must be",
        "{epsilon: 1, delta: 0.00001, colluding: 3}|privacy.colluding must be 1 to 2, fewer than"
            + " sum.threshold",
        "{epsilon: 1, delta: 0.00001, colluding: 0}|colluding must be 1 to 127",
        "{epsilon: 1, delta: 0.00001, clip: 0}|clip must be",
        "{epsilon: 1, delta: 0.00001, noise: 1}|noise",
      })
  void refusesWhatDoesNotFit(String privacy, String message) {
    assertThatThrownBy(() -> privately(privacy))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "penalty: 1, l1-share: 0.5|l1-share must be left out with privacy",
        "iterations: 0|iterations must be 1 or more with privacy",
        "tolerance: 0.001|tolerance must be left out with privacy",
      })
  void refusesWhatNoiseLeavesNoMeaning(String keys, String message) {
    String privacy = "privacy: {epsilon: 1, delta: 0.00001}\n";
    assertThatThrownBy(() -> job("{algorithm: horizontal-glm, " + keys + "}", SPLIT + privacy))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> job("{algorithm: horizontal-glm}", privacy))
        .hasMessageContaining("privacy needs rows to judge the model on that do not train");
  }

  /** None leaves the key unread. */
  @ParameterizedTest
  @ValueSource(strings = {"vertical-gbdt", "vertical-stats"})
  void othersRefuseIt(String algorithm) {
    String two =
        "job: j\nparties: {a: {role: label}, b: {role: feature}}\ntrain: {algorithm: "
            + algorithm
            + "}\nprivacy: {epsilon: 1, delta: 0.00001}\n";
    assertThatThrownBy(() -> Algorithms.parse(two, "job.yaml"))
        .hasMessageContaining("privacy must be left out: algorithm: ")
        .hasMessageContaining(" is one to whose sums no noise is added");
  }

  @Test
  void everyRowCountsOnce() {
    JobFile job =
        Algorithms.parse(
            privately("{epsilon: 1, delta: 0.00001}")
                .text()
                .replace("\"label\" : \"y\"", "\"label\" : \"y\", \"weight\" : \"w\""),
            "job.yaml");
    TableSource weighted = job.simulate().get("a").data();
    assertThatThrownBy(() -> job.checkData(new PartyId("a"), weighted))
        .hasMessageContaining("data.weight must be left out at 'a'");
  }

  @Test
  void theCommentedJobNamesThemAll() throws IOException {
    String shown = Files.readString(Path.of("..", "..", "conf", "job.yaml"));
    for (Parameter<?> parameter :
        List.of(PrivacyParameters.CLIP, PrivacyParameters.LEARNING_RATE)) {
      assertThat(shown.toLowerCase(Locale.ROOT))
          .contains("#   %s: %s ".formatted(parameter.name(), parameter.preset()));
    }
    assertThat(shown).contains("# privacy:", "#   epsilon: ", "#   delta: ", "#   colluding: ");
  }

  /** 1 + (1 + 2 + 10 x 69) + 2 x 10 x 64 + 20 x 11 + 1 + 128. */
  @Test
  void thePlanSaysWhatHasNoise() {
    JobFile job =
        job(
            "{algorithm: horizontal-glm, iterations: 20}",
            SPLIT + "privacy: {epsilon: 1, delta: 0.00001}");
    assertThat(plan(job, "b"))
        .contains("in 26 sums of 3,613 words, all with noise but two")
        .contains("3 to scale the columns, one of 11 words for each of 20 steps")
        .contains("a factor of e^1.0, but for a chance of 1.0E-5", "2 parties pool")
        .contains("A row is protected, not a person", "Every run of this job spends its own")
        .contains("also one that ends with an error after its first sums")
        .doesNotContain("Nothing is added to the totals");
  }

  /** Every objective has it; what judging tells is said of each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "squared-error|in 27 sums of 3,939 words|2 to judge the model|128 ranges, and their mean"
            + " loss.|of every column and of the label",
        "gamma|in 27 sums of 3,939 words|2 to judge the model|128 ranges, and their mean"
            + " loss.|of every column and of the label",
        "multiclass, classes: 3|in 27 sums of 4,185 words|2 to judge the model|how many it names the"
            + " class of|and have each label",
      })
  void everyObjectiveHasIt(
      String objective, String sums, String judging, String judged, String training) {
    JobFile job =
        job(
            "{algorithm: horizontal-glm, iterations: 20, objective: " + objective + "}",
            SPLIT + "privacy: {epsilon: 1, delta: 0.00001}");
    assertThat(plan(job, "b"))
        .contains(sums, judging, judged, training)
        .contains(
            objective.equals("gamma")
                ? "none longer than 2.0, in a unit that follows from the mean and the deviation"
                : "none longer than 2.0; and the model");
  }
}
