package dev.tributary.fl.spark.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.OtherValues;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ColumnsByName;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark ML does with a stage: Params, storage, pipelines, evaluators; and what is refused. */
class HorizontalMLPStageIT implements ColumnsByName<HorizontalMLPModel> {
  private static final String[] FEATURES = {"x0", "x1", "x2", "x3", "x4"};

  @TempDir Path folder;

  private static HorizontalMLP stage() {
    return new HorizontalMLP()
        .setObjective("binary")
        .setFeatureCols(FEATURES)
        .setLabelCol("y")
        .setMaxIter(8);
  }

  @Override
  public List<HorizontalMLPModel> fit(Function<Integer, String[]> columns) {
    return parties().fit(p -> stage().setFeatureCols(columns.apply(p)));
  }

  @Override
  public String json(HorizontalMLPModel model) {
    return ModelJson.write(model.perceptron());
  }

  @Override
  public ThreeParties parties() {
    return new ThreeParties(
        folder,
        List.of(
            SharedData.table("breast_homo_guest.csv"),
            SharedData.table("breast_homo_host.csv"),
            SharedData.table("breast_homo_test.csv")));
  }

  @Test
  void storesScoresAndIsJudged() throws IOException {
    ThreeParties parties = parties();
    HorizontalMLPModel model = parties.fit(HorizontalMLPStageIT::stage).get(0);
    String path = folder.resolve("stored").toString();
    model.write().save(path);
    HorizontalMLPModel read = HorizontalMLPModel.load(path);
    assertThat(read.manifest()).isEqualTo(model.manifest());
    assertThat(read.manifest().parameters())
        .containsEntry("aggregate", "fedavg")
        .containsEntry("server-learning-rate", "1.0")
        .containsEntry("hidden", "[16]");
    assertThat(read.getMaxIter()).isEqualTo(8);
    Dataset<Row> scored = read.transform(parties.pooled());
    assertThat(scored.columns()).endsWith("rawPrediction", "probability", "prediction");
    double auc = new BinaryClassificationEvaluator().setLabelCol("y").evaluate(scored);
    PooledEvaluation judged =
        parties.each((p, sum) -> read.evaluate(parties.tables().get(p), sum, 0.1)).get(2);
    Bounded pooled = judged.metrics().get(Metric.AUC);
    assertThat(judged.rows()).isEqualTo(569);
    assertThat(auc).isGreaterThan(0.95).isBetween(pooled.least() - 1e-9, pooled.most() + 1e-9);
    MlpFit fit = model.summary().orElseThrow();
    assertThat(judged.metrics().get(Metric.LOG_LOSS).value())
        .as("of the rows that trained it")
        .isCloseTo(fit.rounds().get(7).trainingLoss(), within(1e-9));
    Dataset<Row> lacking =
        parties.pooled().limit(3).withColumn("x2", functions.lit(null).cast("double"));
    assertThat(read.transform(lacking).filter("prediction is null").count()).isEqualTo(3);
  }

  @Test
  void everyParameterIsInTheManifestAsItWasSet() {
    ThreeParties whole = parties();
    ThreeParties parties =
        new ThreeParties(
            folder,
            whole.tables().stream().map(t -> t.selectExpr("*", "id % 3 = 0 as v")).toList());
    Map<String, String> values = new ConcurrentHashMap<>();
    List<HorizontalMLPModel> models =
        parties.fit(
            () -> {
              HorizontalMLP stage = stage().setValidationIndicatorCol("v");
              values.putAll(
                  OtherValues.set(
                      stage,
                      MlpParameters.ALL,
                      Map.of(
                          MlpParameters.ROUNDS,
                          2,
                          MlpParameters.LOCAL_EPOCHS,
                          2,
                          MlpParameters.SHARD_ROWS,
                          999)));
              return stage;
            });
    assertThat(values).hasSameSizeAs(MlpParameters.ALL);
    for (HorizontalMLPModel model : models) {
      assertThat(model.manifest().parameters()).containsAllEntriesOf(values);
    }
  }

  @Test
  void isAStageOfAPipeline() throws IOException {
    String path = folder.resolve("pipeline").toString();
    new Pipeline()
        .setStages(new PipelineStage[] {stage().setHiddenLayers(new int[] {9, 3})})
        .write()
        .save(path);
    HorizontalMLP read = (HorizontalMLP) Pipeline.load(path).getStages()[0];
    assertThat(read.getHiddenLayers()).containsExactly(9, 3);
    assertThat(read.getFeatureCols()).containsExactly(FEATURES);
    assertThat(read.copy(ParamMap.empty()).getMaxIter()).isEqualTo(8);
    assertThat(read.setAggregate("fedadam").getServerStepSize()).isEqualTo(0.03);
  }

  @Test
  void rowsThatValidateStopTheTraining() {
    ThreeParties whole = parties();
    ThreeParties parties =
        new ThreeParties(
            folder,
            whole.tables().stream().map(t -> t.selectExpr("*", "id % 3 = 0 as v")).toList());
    List<RoundReport> told = new CopyOnWriteArrayList<>();
    List<HorizontalMLPModel> models =
        parties.fit(
            p ->
                stage()
                    .setMaxIter(300)
                    .setStepSize(1)
                    .setBatchSize(4)
                    .setEarlyStoppingRounds(4)
                    .setValidationIndicatorCol("v")
                    .setListener(
                        new RunListener() {
                          @Override
                          public void round(String stage, RoundReport report) {
                            if (p == 0) {
                              told.add(report);
                            }
                          }
                        }));
    MlpFit fit = models.get(0).summary().orElseThrow();
    assertThat(fit.validation())
        .isEqualTo(parties.pooled().filter("v").count())
        .isEqualTo(569 - fit.moments().rows());
    assertThat(fit.end()).isEqualTo(MlpFit.End.STALE);
    assertThat(told).isEqualTo(fit.rounds()).hasSize(fit.kept() + 4);
    PooledEvaluation judged =
        parties
            .each((p, sum) -> models.get(p).evaluate(parties.tables().get(p).filter("v"), sum, 0.1))
            .get(0);
    assertThat(judged.metrics().get(Metric.LOG_LOSS).value())
        .isCloseTo(fit.rounds().get(fit.kept() - 1).validationLoss(), within(1e-9));
  }

  @Test
  void theOwnerOfABadCellIsToldItsColumn() {
    ThreeParties whole = parties();
    List<Dataset<Row>> tables =
        IntStream.range(0, 3)
            .mapToObj(
                p ->
                    p == 1
                        ? whole
                            .tables()
                            .get(p)
                            .selectExpr(
                                "id", "y", "x0", "x1", "x2", "x4", "if(id % 9 = 0, null, x3) as x3")
                        : whole.tables().get(p))
            .toList();
    List<String> failures = new CopyOnWriteArrayList<>();
    ThreeParties parties = new ThreeParties(folder, tables);
    assertThatThrownBy(
            () ->
                parties.fit(
                    p ->
                        stage()
                            .setListener(
                                new RunListener() {
                                  @Override
                                  public <T> T time(String name, Supplier<T> work) {
                                    try {
                                      return work.get();
                                    } catch (RuntimeException e) {
                                      failures.add(p + ": " + e.getMessage());
                                      throw e;
                                    }
                                  }
                                })))
        .isInstanceOf(RuntimeException.class);
    assertThat(failures)
        .anyMatch(m -> m.startsWith("1: column 'x3' must be finite"))
        .noneMatch(m -> !m.startsWith("1") && m.contains("x3"));
  }

  @Test
  void refusesBeforeAnythingIsSummed() {
    Dataset<Row> table = SharedData.table("breast_homo_guest.csv");
    refused(stage(), table, "call setSums before fit");
    refused(stage().setFeatureCols(new String[0]), table, "set featureCols before fit");
    refused(stage().setFeatureCols(new String[] {"x99"}), table, "there is no column 'x99'");
    refused(stage().setWeightCol("w"), table, "there is no column 'w', which weightCol names");
    assertThatThrownBy(() -> parties().alone(stage().setHiddenLayers(new int[] {16, 0})))
        .isInstanceOf(FederationException.class)
        .hasMessage("hidden must be 1 to 10000. Provided value: 0");
  }

  private static void refused(HorizontalMLP stage, Dataset<Row> table, String message) {
    assertThatThrownBy(() -> stage.fit(table))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }
}
