package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.job;
import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.Intercept;
import dev.tributary.fl.horizontal.glm.Penalised;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizontalLinearTest {
  private static GlmSection section(String keys) {
    return GlmSection.of(job("{algorithm: horizontal-glm" + keys + "}", ""));
  }

  @Test
  void hasTheDefaultsOfTheFit() {
    GlmSection section = section("");
    GlmSettings settings = GlmSettings.of(GlmObjective.of("binary", 2, 1.5));

    assertThat(section.objectiveName()).isEqualTo("binary");
    assertThat(section.penalty()).isEqualTo(settings.penalty());
    assertThat(section.l1Share()).isEqualTo(settings.l1Share());
    assertThat(section.standardize()).isEqualTo(settings.penalised() == Penalised.STANDARDISED);
    assertThat(section.intercept()).isEqualTo(settings.intercept() == Intercept.FITTED);
    assertThat(section.iterations()).isEqualTo(settings.stopping().iterations());
    assertThat(section.tolerance()).isEqualTo(settings.stopping().tolerance());
  }

  @Test
  void takesWhatTheJobSays() {
    assertThat(
            section(
                ", objective: multiclass, classes: 4, penalty: 0.5, l1-share: 0.25, standardize:"
                    + " false, intercept: false, iterations: 7, tolerance: 0.001"))
        .isEqualTo(new GlmSection("multiclass", 4, null, 0.5, 0.25, false, false, 7, 0.001));
  }

  @Test
  void aJobHasTheParametersOfTheFitAndThreeWords() {
    List<String> keys =
        Arrays.stream(GlmSection.class.getRecordComponents())
            .map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value())
            .toList();

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("objective", "standardize", "intercept"),
                    GlmParameters.ALL.stream().map(Parameter::name))
                .toList());
  }

  @Test
  void theCommentedJobNamesThemAll() throws IOException {
    String shown = Files.readString(Path.of("..", "..", "conf", "job.yaml"));
    for (Parameter<?> parameter :
        List.of(
            GlmParameters.PENALTY,
            GlmParameters.L1_SHARE,
            GlmParameters.TWEEDIE_POWER,
            GlmParameters.ITERATIONS,
            GlmParameters.TOLERANCE)) {
      assertThat(shown.toLowerCase(Locale.ROOT))
          .contains(
              "# %s: %s ".formatted(parameter.name(), parameter.preset()).toLowerCase(Locale.ROOT));
    }
    assertThat(shown).contains("# standardize: true ", "# intercept: true ");
  }

  /** Rows that trained were summed over all; with fewer left, their sums less those tell one's. */
  @Test
  void aRunThatGoesOnJudgesOnRowsThatDidNotTrain() {
    String two = "sum: {min-parties: 2}\nconsent: two-party-sum\n";
    assertThat(job("{algorithm: horizontal-glm}", two + "split: {train: 0.7}").lossRule().goesOn())
        .isTrue();
    assertThatThrownBy(() -> job("{algorithm: horizontal-glm}", two))
        .hasMessageContaining("sum.min-parties must be left out: without test rows the model is")
        .hasMessageContaining(
            "which are not summed again over fewer parties; set some aside with split");
    String squares = "{algorithm: horizontal-glm, objective: squared-error}";
    assertThatThrownBy(() -> job(squares, two + "split: {train: 0.7}"))
        .hasMessageContaining(
            "sum.min-parties must be left out: under squared error the totals of those left would"
                + " show how many rows a lost party had, and their means");
    String noise = "privacy: {epsilon: 1, delta: 0.00001, colluding: 1}\n";
    assertThat(job(squares, two + noise + "split: {train: 0.7}").lossRule().goesOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-glm, objective: cox}||objective must be one of binary, multiclass,"
            + " squared-error, poisson, gamma, tweedie",
        "{algorithm: horizontal-gbdt, objective: gamma}||objective must be one of binary",
        "{algorithm: horizontal-mlp, objective: poisson}||objective must be one of binary",
        "{algorithm: horizontal-glm, objective: tweedie, tweedie-power: 2}||tweedie-power must be",
        "{algorithm: horizontal-glm, objective: gamma, tweedie-power: 1.5}||tweedie-power goes with"
            + " objective: tweedie only",
        "{algorithm: horizontal-glm, penalty: -1}||penalty must be",
        "{algorithm: horizontal-glm, penalty: 1, l1-share: 1.5}||l1-share must be",
        "{algorithm: horizontal-glm, l1-share: 0.5}||l1-share is a share of penalty, which is 0",
        "{algorithm: horizontal-glm, iterations: 10001}||iterations must be",
        "{algorithm: horizontal-glm, tolerance: 2}||tolerance must be",
        "{algorithm: horizontal-glm, objective: multiclass}||classes must be given",
        "{algorithm: horizontal-glm, objective: multiclass, classes: 101}||classes must be",
        "{algorithm: horizontal-glm, classes: 3}||classes goes with objective: multiclass only",
        "{algorithm: horizontal-glm, trees: 5}||trees is a key of algorithm: vertical-gbdt",
        "{algorithm: federated-stats, penalty: 1}||penalty is a key of algorithm: horizontal-glm",
        "{algorithm: horizontal-glm}|align: {min-intersection: 5}|align has only key",
        "{algorithm: horizontal-glm, objective: poisson}|evaluate: {positive-name: buyers}|go with"
            + " objective: binary only",
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(train, more == null ? "" : more))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
  }

  @Test
  void needsALabelAtEveryParty() {
    JobFile job = job("{algorithm: horizontal-glm}", "");
    PartyId party = new PartyId("b");
    TableSource unlabelled = TableSource.file("csv", "b.csv", "id", null);

    job.checkData(party, job.simulate().get("b").data());
    assertThatThrownBy(() -> job.checkData(party, unlabelled))
        .hasMessageContaining("data.label must be given at 'b'");
  }

  /** Amounts are judged by one sum of rows, weight and deviance, 8 words each. */
  @Test
  void amountsAreFittedAndJudged() {
    JobFile gamma = job("{algorithm: horizontal-glm, objective: gamma, iterations: 20}", "");
    assertThat(plan(gamma, "b"))
        .contains("in 25 sums", "one of 13 words a step and at its start, 1 to judge the model")
        .doesNotContain("word of its label", "bins of scores");
    GlmSection tweedie = section(", objective: tweedie");
    assertThat(tweedie.tweediePower()).isEqualTo(1.5);
    assertThat(section(", objective: tweedie, tweedie-power: 1.2").objective())
        .isEqualTo(GlmObjective.of("tweedie", 0, 1.2));
  }

  @Test
  void anOffsetIsForLinearModelsWithoutPrivacy() {
    TableSource data = withOffset(job("{algorithm: horizontal-glm}", ""));
    job("{algorithm: horizontal-glm}", "").checkData(new PartyId("b"), data);

    String split = "split: {train: 0.7}\nprivacy: {epsilon: 2, delta: 1.0e-6}\n";
    for (JobFile job :
        List.of(
            job("{algorithm: horizontal-gbdt}", ""),
            job("{algorithm: horizontal-mlp}", ""),
            job("{algorithm: horizontal-glm}", split))) {
      assertThatThrownBy(() -> job.checkData(new PartyId("b"), data))
          .hasMessageContaining("data.offset must be left out at 'b': algorithm: ");
    }
  }

  private static TableSource withOffset(JobFile job) {
    TableSource b = job.simulate().get("b").data();
    return new TableSource(
        b.format(),
        b.path(),
        b.id(),
        b.label(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "exposure");
  }

  @Test
  void scoringIsNoRun() {
    JobFile job = job("{algorithm: horizontal-glm}", "");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(
            "leaves the whole model at every party, so scoring is no run with others")
        .hasMessageContaining("HorizontalGLMModel.load");
  }

  /** 1 + 8 (5 + 2 + 10) + 8 (1 + 10), 3 + 11 a loss, 8 (4 + 2 (4096 + 8192)) to judge. */
  @Test
  void thePlanSaysHowManyWordsGoWhere() {
    JobFile job = job("{algorithm: horizontal-glm, iterations: 20}", "split: {train: 0.7}");

    String plan = plan(job, "b");
    assertThat(plan)
        .contains("to a, who sums: masked words, 1.6 MB in 27 sums of 197,138 words, if the fit")
        .contains("3 before it, one of 13 words a step and at its start, 3 to judge the model")
        .contains("the loss over all training rows and its gradient", "8,192 bins of scores")
        .contains("warnings\n  - none")
        .doesNotContain("align", "in common", "tree", "to c, who sums", "from c: masked");
    assertThat(plan(job, "a"))
        .contains("from b: masked words, 1.6 MB in 27 sums", "uniform to whoever lacks the masks");
  }
}
