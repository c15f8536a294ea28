package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.job;
import static dev.tributary.fl.jobs.algorithm.HorizontalJobs.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.mlp.Aggregate;
import dev.tributary.fl.horizontal.mlp.HorizontalMlp;
import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.horizontal.mlp.MlpSettings;
import dev.tributary.fl.horizontal.rows.LocalRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLP;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLPModel;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizontalPerceptronTest {
  private static MlpSection section(String keys) {
    return MlpSection.of(
        job("{algorithm: horizontal-mlp" + keys + "}", "split: {train: 0.6, validation: 0.2}"));
  }

  @Test
  void hasTheDefaultsOfTheTraining() {
    MlpSection section = section("");
    MlpSettings settings = MlpSettings.of(new MlpObjective("binary", 0));

    assertThat(section.fitted()).isEqualTo(settings.objective());
    assertThat(section.hidden()).isEqualTo(settings.hidden());
    assertThat(section.activationName()).isEqualTo(settings.activation().word());
    assertThat(section.rounds()).isEqualTo(settings.rounds());
    assertThat(section.localEpochs()).isEqualTo(settings.local().epochs());
    assertThat(section.batch()).isEqualTo(settings.local().batch());
    assertThat(section.learningRate()).isEqualTo(settings.local().learningRate());
    assertThat(section.penalty()).isEqualTo(settings.local().penalty());
    assertThat(section.proximal()).isNull();
    assertThat(section.shardRows()).isEqualTo(settings.local().shardRows());
    assertThat(section.aggregateName()).isEqualTo(settings.server().aggregate().word());
    assertThat(section.serverLearningRate()).isEqualTo(settings.server().learningRate());
    assertThat(section.earlyStoppingRounds()).isEqualTo(settings.earlyStoppingRounds());
    assertThat(section.seed()).isEqualTo(settings.seed());
    assertThat(section(", aggregate: fedadam").serverLearningRate())
        .isEqualTo(Aggregate.FEDADAM.serverRate());
    assertThat(section(", aggregate: fedprox").proximal())
        .isEqualTo(MlpParameters.PROXIMAL.preset());
  }

  private static final String EVERY_KEY =
      ", objective: multiclass, classes: 4, hidden: [9, 3], activation: relu, rounds: 7,"
          + " local-epochs: 3, batch: 5, learning-rate: 0.3, penalty: 0.02, aggregate: fedprox,"
          + " proximal: 0.4, server-learning-rate: 0.6, early-stopping-rounds: 2, shard-rows: 99,"
          + " seed: 13";

  @Test
  void takesWhatTheJobSays() {
    assertThat(section(EVERY_KEY))
        .isEqualTo(
            new MlpSection(
                "multiclass",
                4,
                List.of(9, 3),
                "relu",
                7,
                3,
                5,
                0.3,
                0.02,
                "fedprox",
                0.4,
                0.6,
                2,
                99,
                13L));
  }

  @Test
  void theStageGetsEveryKey() {
    HorizontalMLP stage = new HorizontalMLP("uid");
    TrainedPerceptron.train(stage, section(EVERY_KEY));
    for (Parameter<?> parameter : MlpParameters.ALL) {
      assertThat(stage.isSet(stage.declared(parameter.param()))).as(parameter.name()).isTrue();
    }
    assertThat(stage.getHiddenLayers()).containsExactly(9, 3);
    assertThat(stage.getActivation()).isEqualTo("relu");
    assertThat(stage.getAggregate()).isEqualTo("fedprox");
    assertThat(stage.getStepSize()).isEqualTo(0.3);
    assertThat(stage.getServerStepSize()).isEqualTo(0.6);
    assertThat(stage.getProximalParam()).isEqualTo(0.4);
    assertThat(stage.getRegParam()).isEqualTo(0.02);
    assertThat(stage.getBatchSize()).isEqualTo(5);
    assertThat(stage.getLocalEpochs()).isEqualTo(3);
    assertThat(stage.getMaxIter()).isEqualTo(7);
    assertThat(stage.getShardRows()).isEqualTo(99);
  }

  @Test
  void aJobHasTheParametersOfTheTrainingAndFourWords() {
    List<String> keys =
        Arrays.stream(MlpSection.class.getRecordComponents())
            .map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value())
            .toList();

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("objective", "hidden", "activation", "aggregate"),
                    MlpParameters.ALL.stream().map(Parameter::name))
                .toList());
  }

  @Test
  void theCommentedJobNamesThemAll() throws IOException {
    String shown = Files.readString(Path.of("..", "..", "conf", "job.yaml"));
    String own = shown.substring(shown.indexOf("# algorithm: horizontal-mlp has these"));
    for (Parameter<?> parameter : MlpParameters.ALL) {
      if (!List.of("classes", "early-stopping-rounds", "seed").contains(parameter.name())) {
        Object preset = parameter.preset() == null ? "1.0" : parameter.preset();
        assertThat(own).contains("# %s: %s ".formatted(parameter.name(), preset));
      }
    }
    assertThat(own).contains("# hidden: [16] ", "# activation: sigmoid ", "# aggregate: fedavg ");
    assertThat(own.toLowerCase(Locale.ROOT)).contains("fedadam: 0.03");
  }

  @Test
  void aRunThatGoesOnJudgesOnRowsThatNeitherTrainedNorValidated() {
    String two = "sum: {min-parties: 2}\nconsent: two-party-sum\n";
    assertThat(job("{algorithm: horizontal-mlp}", two + "split: {train: 0.7}").lossRule().goesOn())
        .isTrue();
    assertThatThrownBy(() -> job("{algorithm: horizontal-mlp}", two))
        .hasMessageContaining("sum.min-parties must be left out: without test rows the model is");
    assertThatThrownBy(
            () -> job("{algorithm: horizontal-mlp}", two + "split: {validation: \"id % 5 = 0\"}"))
        .hasMessageContaining(
            "judged on those that trained or validated it, which are not summed again over fewer parties");
    String layer = "{algorithm: horizontal-mlp, hidden: [], objective: squared-error}";
    assertThatThrownBy(() -> job(layer, two + "split: {train: 0.7}"))
        .hasMessageContaining(
            "sum.min-parties must be left out: without hidden layers under squared error the totals"
                + " of those left would show how many rows a lost party had");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{algorithm: horizontal-mlp, objective: poisson}||objective must be one of binary,"
            + " multiclass, squared-error",
        "{algorithm: horizontal-mlp, hidden: [0]}||hidden must be 1 to 10000",
        "{algorithm: horizontal-mlp, hidden: [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}||hidden must be at"
            + " most 16 layers. Provided value: 17",
        "{algorithm: horizontal-mlp, activation: tanh}||activation must be one of sigmoid, relu",
        "{algorithm: horizontal-mlp, aggregate: mean}||aggregate must be one of fedavg, fedprox,",
        "{algorithm: horizontal-mlp, proximal: 0.1}||proximal goes with aggregate: fedprox only",
        "{algorithm: horizontal-mlp, rounds: 0}||rounds must be",
        "{algorithm: horizontal-mlp, local-epochs: 0}||local-epochs must be",
        "{algorithm: horizontal-mlp, batch: 0}||batch must be",
        "{algorithm: horizontal-mlp, learning-rate: 0}||learning-rate must be",
        "{algorithm: horizontal-mlp, server-learning-rate: 0}||server-learning-rate must be",
        "{algorithm: horizontal-mlp, penalty: -1}||penalty must be",
        "{algorithm: horizontal-mlp, objective: multiclass}||classes must be given",
        "{algorithm: horizontal-mlp, objective: multiclass, classes: 101}||classes must be",
        "{algorithm: horizontal-mlp, classes: 3}||classes goes with objective: multiclass only",
        "{algorithm: horizontal-mlp, early-stopping-rounds: 3}||early-stopping-rounds needs"
            + " validation rows",
        "{algorithm: horizontal-mlp, trees: 5}||trees is a key of algorithm: vertical-gbdt",
        "{algorithm: horizontal-glm, hidden: [3]}||hidden is a key of algorithm: horizontal-mlp",
      })
  void refusesWhatDoesNotFit(String train, String more, String message) {
    assertThatThrownBy(() -> job(train, more == null ? "" : more))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
  }

  /** A column that carries the label, one of noise and one that never changes. */
  @Test
  void tellsHowATrainingWentAndWhatItMakesOfTheColumns() {
    RowBlock.Builder block = new RowBlock.Builder(3);
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      block.add(new double[] {i % 2 + random.nextDouble(), random.nextDouble(), 1}, i % 2, 1, 0);
    }
    List<String> features = List.of("<telling>", "noise", "constant");
    MlpFit fit =
        HorizontalMlp.fit(
            new LocalRows(features, List.of(List.of(block.build()))),
            new LocalRows(features, List.of()),
            PlainSum.alone(new PartyId("a")),
            MlpSettings.of(new MlpObjective("binary", 0)).withRounds(5, 0),
            Progress.silent());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT, "sums-1", "a", List.of("a"), "r", "", Map.of(), "now", Map.of());
    HorizontalMLPModel model =
        new HorizontalMLPModel("model")
            .made(new HorizontalMLP("stage"), new StoredPart<>(fit.model(), manifest), fit);
    TrainedPerceptron told = new TrainedPerceptron(job("{algorithm: horizontal-mlp}", ""));

    assertThat(told.metrics(model))
        .containsEntry("rows", 200L)
        .containsEntry("validation-rows", 0L)
        .containsEntry("parties", List.of("a"))
        .containsEntry("rounds", 5)
        .containsEntry("kept", 5)
        .containsEntry("ended", "rounds")
        .containsEntry("training-loss", fit.rounds().get(4).trainingLoss())
        .doesNotContainKey("validation-loss");
    assertThat(told.length(model)).isEqualTo("5 rounds, of which the model has 5");
    String table = told.columns(model, Optional.empty());
    assertThat(table)
        .contains("&lt;telling&gt;", "%.4f".formatted(fit.model().strength(0)))
        .contains("<b>0.0000</b></td><td class=\"n\">\u2013");
    assertThat(table.indexOf("constant")).isGreaterThan(table.indexOf("noise"));
  }

  @Test
  void scoringIsNoRun() {
    JobFile job = job("{algorithm: horizontal-mlp}", "");
    assertThatThrownBy(() -> Algorithms.of(job).checkScoring(job))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("leaves the whole model at every party")
        .hasMessageContaining("HorizontalMLPModel.load");
  }

  /**
   * 1 + 8 (5 + 2 + 10) + 8 (1 + 10) + 8 2 before, 3 + 11 8 + 9 2 a round, 3 after the last, 8 (4 +
   * 2 (4096 + 8192)) to judge.
   */
  @Test
  void thePlanSaysHowManyWordsGoWhere() {
    JobFile job =
        job("{algorithm: horizontal-mlp, hidden: [8], rounds: 20}", "split: {train: 0.7}");
    long words = 1 + 8 * 17 + 8 * 11 + 16 + 20 * 109 + 3 + 8 * (4 + 2 * (4096 + 8192));

    assertThat(plan(job, "b"))
        .contains(
            "to a, who sums: masked words, 1.6 MB in at most 28 sums of %,d words, if all 20 rounds"
                .formatted(words))
        .contains("4 before the first, then one of 109 words a round and one of 3 after the last")
        .contains("how far the training of all parties moved each weight", "8,192 bins of scores")
        .contains("warnings\n  - none")
        .doesNotContain("align", "in common", "tree", "to c, who sums", "from c: masked");
  }

  private static final String TESTED = "split: {train: 0.7}\n";
  private static final String PRIVACY = "privacy: {epsilon: 1, delta: 0.00001}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local-epochs: 2|local-epochs must be left out with privacy: every round",
        "batch: 9|batch must be left out with privacy: every round",
        "shard-rows: 9|shard-rows must be left out with privacy: every round",
        "aggregate: fedadam|aggregate and server-learning-rate must be left out with privacy",
        "learning-rate: 0.3|privacy.learning-rate is that of its steps",
      })
  void privacyRefusesWhatHasNoMeaning(String key, String message) {
    assertThatThrownBy(() -> job("{algorithm: horizontal-mlp, " + key + "}", TESTED + PRIVACY))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> job("{algorithm: horizontal-mlp}", PRIVACY))
        .hasMessageContaining("privacy needs rows to judge the model on that do not train");
  }

  /** A job that is read must not end late with a rate that its stage refuses. */
  @Test
  void privacyTakesNoRateThatNoStepHas() {
    String most = "privacy: {epsilon: 1, delta: 0.00001, learning-rate: %s}\n";
    JobFile job = job("{algorithm: horizontal-mlp}", TESTED + most.formatted("100.0"));
    new HorizontalMLP("stage").setStepSize(job.privacy().learningRate());
    assertThatThrownBy(() -> job("{algorithm: horizontal-mlp}", TESTED + most.formatted("100.5")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(
            "privacy.learning-rate of algorithm: horizontal-mlp must be above 0 and at most 100."
                + " Provided value: 100.5");
  }

  @Test
  void aPlanWithPrivacySaysThatNoSumHasTheValidationRows() {
    String both = "split: {train: 0.6, validation: 0.2}\n";
    assertThat(plan(job("{algorithm: horizontal-mlp}", both + PRIVACY), "b"))
        .contains("no sum has the validation rows");
    assertThat(plan(job("{algorithm: horizontal-mlp}", both), "b")).contains("warnings\n  - none");
    assertThat(plan(job("{algorithm: horizontal-mlp}", TESTED + PRIVACY), "b"))
        .contains("warnings\n  - none");
  }

  /** 1 + (1 + 2 + 10 x 69) + 2 x 10 x 64 + 20 (11 x 4 + 5 x 2) + 1 + 128. */
  @Test
  void aPlanWithPrivacySaysWhatHasNoise() {
    JobFile job = job("{algorithm: horizontal-mlp, rounds: 20, hidden: [4]}", TESTED + PRIVACY);
    assertThat(plan(job, "b"))
        .contains("in 26 sums of 4,473 words, all with noise but two")
        .contains("3 to scale the columns, one of 54 words for each of 20 rounds")
        .contains("in every round the sum of the rows' gradients, none longer than 2.0")
        .contains("a factor of e^1.0, but for a chance of 1.0E-5", "2 parties pool")
        .doesNotContain("Nothing is added to the totals", "how far the training of all parties");
  }
}
