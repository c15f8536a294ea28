package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.job;
import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBT;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizontalTreesTest {
  private static final String VALIDATION = "split: {train: 0.7, validation: 0.1}";

  private static BoostingSection section(String keys) {
    return BoostingSection.of(job("{algorithm: horizontal-gbdt" + keys + "}", VALIDATION));
  }

  @Test
  void aJobHasTheParametersOfBoostingAndTwoWords() {
    List<String> keys =
        Arrays.stream(BoostingSection.class.getRecordComponents())
            .map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value())
            .toList();

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("objective", "classes"),
                    BoostingParameters.ALL.stream().map(Parameter::name))
                .toList());
  }

  @Test
  void everyKeyReachesItsParam() {
    String keys =
        BoostingParameters.ALL.stream()
            .map(parameter -> parameter.name() + ": " + other(parameter))
            .collect(Collectors.joining(", ", ", ", ""));
    HorizontalGBT stage = new HorizontalGBT();
    GrownTrees.grow(stage, section(keys));
    for (Parameter<?> parameter : BoostingParameters.ALL) {
      assertThat(String.valueOf(stage.getOrDefault(stage.declared(parameter.param()))))
          .as(parameter.name())
          .isEqualTo(other(parameter));
    }
  }

  /** Another value than the default. */
  private static String other(Parameter<?> parameter) {
    return parameter.type() == Double.class ? "0.375" : "9";
  }

  @Test
  void leavesDefaultsAsTheyAre() {
    HorizontalGBT stage = new HorizontalGBT();
    GrownTrees.grow(stage, section(", objective: multiclass, classes: 7"));
    assertThat(stage.getNumClasses()).isEqualTo(7);
    for (Parameter<?> parameter : BoostingParameters.ALL) {
      assertThat((Object) stage.getOrDefault(stage.declared(parameter.param())))
          .as(parameter.name())
          .isEqualTo(parameter.preset());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-gbdt, objective: gamma}||objective must be one of binary,",
        "{algorithm: horizontal-gbdt, depth: 11}||depth must be",
        "{algorithm: horizontal-gbdt, objective: multiclass}||classes must be given",
        "{algorithm: horizontal-gbdt, objective: multiclass, classes: 101}||classes must be",
        "{algorithm: horizontal-gbdt, classes: 3}||classes goes with objective: multiclass only",
        "{algorithm: horizontal-gbdt, objective: poisson, scale-pos-weight: 2}||scale-pos-weight"
            + " goes with objective: binary only",
        "{algorithm: horizontal-gbdt, cipher: lattice}||cipher is a key of algorithm: vertical-gbdt",
        "{algorithm: horizontal-gbdt, penalty: 1}||penalty is a key of algorithm: horizontal-glm",
        "{algorithm: horizontal-gbdt, early-stopping-rounds: 5}|split: {train: 0.7}|needs validation"
            + " rows",
        "{algorithm: horizontal-gbdt}|align: {min-intersection: 5}|align has only key",
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(train, more == null ? "" : more))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
  }

  @Test
  void scoringIsNoRun() {
    JobFile job = job("{algorithm: horizontal-gbdt}", "");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("leaves the whole model at every party")
        .hasMessageContaining("HorizontalGBTModel.load");
  }

  /**
   * Before: 1 + (1 + 12 x 4225 + 10 x 31 x 96) + 6 (5 + 2); a round 2^4 x 3 (1 + 10 x 33) + 12; to
   * judge 6 (4 + 2 (4096 + 8192)).
   */
  @Test
  void thePlanSaysHowManyWordsGoWhereAndWhatTheyTell() {
    JobFile job = job("{algorithm: horizontal-gbdt, trees: 20}", VALIDATION);
    long before = 1 + 1 + 12 * 4225 + 10 * 31 * 96 + 8 * 7;
    long words = before + 20 * (16 * 3 * 331 + 16) + 8 * (4 + 2 * (4096 + 8192));

    assertThat(plan(job, "b"))
        .contains("to a, who sums: masked words, ")
        .contains("in at most 131 sums of %,d words, if all 20 rounds take".formatted(words))
        .contains("8 before the first, then up to 15,904 words a round, 3 to judge the model")
        .contains("At every level of every tree", "tell that one's label", "8,192 bins of scores")
        .contains("warnings\n  - none")
        .doesNotContain("align", "in common", "to c, who sums", "that were drawn");
    assertThat(plan(job, "a")).contains("uniform to whoever lacks the masks");
    JobFile sampled =
        job("{algorithm: horizontal-gbdt, row-sample: 0.5, objective: poisson}", VALIDATION);
    assertThat(plan(sampled, "b"))
        .contains("training rows of all parties that were drawn", "weighted mean of the labels")
        .doesNotContain("bins of scores");
  }

  private static final String TEST = "split: {train: 0.7}\n";
  private static final String PRIVACY = "privacy: {epsilon: 1, delta: 0.00001}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gamma: 1",
        "min-child-weight: 1",
        "min-side-count: 9",
        "row-sample: 0.5",
        "column-sample: 0.5",
        "scale-pos-weight: 2",
      })
  void privacyRefusesWhatHasNoMeaning(String key) {
    assertThatThrownBy(() -> job("{algorithm: horizontal-gbdt, " + key + "}", TEST + PRIVACY))
        .hasMessageContaining(
            key.split(":")[0] + " must be left out with privacy: splits are drawn");
  }

  @Test
  void privacyNeedsRowsToJudgeOnAndTakesNoSteps() {
    assertThatThrownBy(() -> job("{algorithm: horizontal-gbdt}", PRIVACY))
        .hasMessageContaining("privacy needs rows to judge the model on that do not train");
    assertThatThrownBy(
            () ->
                job(
                    "{algorithm: horizontal-gbdt}",
                    TEST + "privacy: {epsilon: 1, delta: 0.00001, learning-rate: 0.5}\n"))
        .hasMessageContaining("privacy.learning-rate must be left out");
  }

  @Test
  void aPlanWithPrivacySaysThatNoSumHasTheValidationRows() {
    assertThat(plan(job("{algorithm: horizontal-gbdt}", VALIDATION + "\n" + PRIVACY), "b"))
        .contains("no sum has the validation rows; leave split.validation out");
    assertThat(plan(job("{algorithm: horizontal-gbdt}", TEST + PRIVACY), "b"))
        .contains("warnings\n  - none");
    assertThat(
            plan(
                job(
                    "{algorithm: horizontal-gbdt}",
                    "split: {validation: \"id % 5 = 0\"}\n" + PRIVACY),
                "b"))
        .doesNotContain("no sum has");
  }

  /** 1 + (1 + 2 + 10 x 70) + 2 x 10 x 128 + 20 x 2 x 16 + 1 + 128. */
  @Test
  void aPlanWithPrivacySaysWhatHasNoise() {
    JobFile job = job("{algorithm: horizontal-gbdt, trees: 20, depth: 4}", TEST + PRIVACY);
    assertThat(plan(job, "b"))
        .contains("in 26 sums of 4,033 words, all with noise but two")
        .contains("3 to cut the columns, one of 32 words for each of 20 rounds")
        .contains("for every leaf of every tree, whose splits are drawn at random")
        .contains("a factor of e^1.0, but for a chance of 1.0E-5", "2 parties pool")
        .doesNotContain("At every level", "Nothing is added to the totals");
    assertThat(
            plan(
                job("{algorithm: horizontal-gbdt, objective: squared-error}", TEST + PRIVACY), "b"))
        .contains("of every column and of the label", "and their mean loss.", "2 to judge")
        .contains("judged on: how many they are; how many have a loss in each of 128 ranges")
        .doesNotContain("bins of scores", "names the class");
    assertThat(
            plan(
                job(
                    "{algorithm: horizontal-gbdt, objective: multiclass, classes: 3}",
                    TEST + PRIVACY),
                "b"))
        .contains("how many they are; how many it names the class of, in two totals");
  }
}
