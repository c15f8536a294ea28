package dev.tributary.fl.spark.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.OtherValues;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ColumnsByName;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark ML does with a stage: Params, storage, pipelines, evaluators; and what is refused. */
class HorizontalGBTStageIT implements ColumnsByName<HorizontalGBTModel> {
  private static final String[] FEATURES = {"x0", "x1", "x2", "x3", "x4"};

  @TempDir Path folder;

  private static HorizontalGBT stage() {
    return new HorizontalGBT()
        .setObjective("binary")
        .setFeatureCols(FEATURES)
        .setLabelCol("y")
        .setMaxIter(5);
  }

  @Override
  public List<HorizontalGBTModel> fit(Function<Integer, String[]> columns) {
    return parties().fit(p -> stage().setFeatureCols(columns.apply(p)));
  }

  @Override
  public String json(HorizontalGBTModel model) {
    return ModelJson.write(model.boostedModel());
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
    HorizontalGBTModel model = parties.fit(HorizontalGBTStageIT::stage).get(0);
    String path = folder.resolve("stored").toString();
    model.write().save(path);
    HorizontalGBTModel read = HorizontalGBTModel.load(path);
    assertThat(read.manifest()).isEqualTo(model.manifest());
    assertThat(read.boostedModel()).isEqualTo(model.boostedModel());
    assertThat(read.manifest().parameters())
        .containsEntry("algorithm", "horizontal-gbdt")
        .containsEntry("trees", "5")
        .containsEntry("rounds", "5");
    Dataset<Row> scored = read.transform(parties.pooled());
    assertThat(scored.columns()).endsWith("rawPrediction", "probability", "prediction");
    double auc = new BinaryClassificationEvaluator().setLabelCol("y").evaluate(scored);
    PooledEvaluation judged =
        parties.each((p, sum) -> read.evaluate(parties.tables().get(p), sum, 0.1)).get(2);
    Bounded pooled = judged.metrics().get(Metric.AUC);
    assertThat(judged.rows()).isEqualTo(569);
    assertThat(auc).isGreaterThan(0.97).isBetween(pooled.least() - 1e-9, pooled.most() + 1e-9);
  }

  /** Weights, rows that validate, draws, and more rounds than scores are carried on for. */
  @Test
  void partitionsDoNotMatter() {
    Dataset<Row> all =
        parties()
            .pooled()
            .selectExpr(
                "id",
                "y",
                "1 + pmod(id, 3) as w",
                "pmod(id, 5) = 0 as v",
                "x0",
                "if(pmod(id, 4) = 0, null, x1) as x1",
                "x2",
                "x3",
                "x4")
            .cache();
    List<Dataset<Row>> tables = ThreeParties.divided(all, "id");
    String few = trained(tables.stream().map(t -> t.coalesce(1)).toList());
    String many = trained(tables.stream().map(t -> t.repartition(4)).toList());
    assertThat(many).isEqualTo(few).contains("\"feature\" : \"x1\"");
  }

  private String trained(List<Dataset<Row>> tables) {
    HorizontalGBTModel model =
        new ThreeParties(folder, tables)
            .fit(
                () ->
                    stage()
                        .setMaxIter(18)
                        .setMaxDepth(3)
                        .setWeightCol("w")
                        .setValidationIndicatorCol("v")
                        .setScalePosWeight(2)
                        .setFeatureSubsetRate(0.6)
                        .setEarlyStoppingRounds(20))
            .get(1);
    BoostingFit fit = model.summary().orElseThrow();
    assertThat(fit.rounds()).hasSize(18);
    assertThat(fit.validation()).isBetween(90L, 140L);
    assertThat(fit.rows() + fit.validation()).isEqualTo(569);
    return ModelJson.write(model.boostedModel());
  }

  @Test
  void everyParameterIsInTheManifestAsItWasSet() {
    ThreeParties whole = parties();
    ThreeParties parties =
        new ThreeParties(
            folder,
            whole.tables().stream().map(t -> t.selectExpr("*", "id % 3 = 0 as v")).toList());
    Map<String, String> values = new ConcurrentHashMap<>();
    List<HorizontalGBTModel> models =
        parties.fit(
            () -> {
              HorizontalGBT stage = stage().setValidationIndicatorCol("v");
              values.putAll(
                  OtherValues.set(
                      stage,
                      BoostingParameters.ALL,
                      Map.of(BoostingParameters.TREES, 2, BoostingParameters.DEPTH, 2)));
              return stage;
            });
    assertThat(values).hasSameSizeAs(BoostingParameters.ALL);
    for (HorizontalGBTModel model : models) {
      assertThat(model.manifest().parameters()).containsAllEntriesOf(values);
    }
  }

  @Test
  void isAStageOfAPipeline() throws IOException {
    String path = folder.resolve("pipeline").toString();
    new Pipeline().setStages(new PipelineStage[] {stage().setMaxDepth(7)}).write().save(path);
    HorizontalGBT read = (HorizontalGBT) Pipeline.load(path).getStages()[0];
    assertThat(read.getMaxDepth()).isEqualTo(7);
    assertThat(read.getFeatureCols()).containsExactly(FEATURES);
    assertThat(read.copy(ParamMap.empty()).getMaxDepth()).isEqualTo(7);
  }

  @Test
  void paramsHaveTheDefaultsAndTheirMeaning() {
    HorizontalGBT stage = new HorizontalGBT();
    for (Parameter<?> parameter : BoostingParameters.ALL) {
      Param<?> param = stage.declared(parameter.param());
      assertThat(param.doc()).isEqualTo(parameter.words());
      assertThat((Object) stage.getOrDefault(param)).isEqualTo(parameter.preset());
    }
  }

  @Test
  void refusesBeforeAnythingIsSummed() {
    Dataset<Row> table = SharedData.table("breast_homo_guest.csv");
    refused(stage(), table, "call setSums before fit");
    refused(
        stage().setFeatureCols(new String[] {"x0", "x0"}), table, "featureCols must be different");
    refused(stage().setFeatureCols(new String[] {"x99"}), table, "there is no column 'x99'");
    refused(stage().setWeightCol("w"), table, "there is no column 'w', which weightCol names");
    refused(
        stage().setValidationIndicatorCol("v"),
        table,
        "there is no column 'v', which validationIndicatorCol names");
  }

  @Test
  void theOwnerOfABadCellIsToldItsColumn() {
    Dataset<Row> bad =
        SharedData.table("breast_homo_guest.csv")
            .selectExpr("id", "if(id % 50 = 0, 2, y) as y", "x0", "x1", "x2", "x3", "x4");
    assertThatThrownBy(() -> new ThreeParties(folder, List.of(bad)).alone(stage()))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("column 'y' must be 0 or 1 for objective binary");
  }

  private static void refused(HorizontalGBT stage, Dataset<Row> table, String message) {
    assertThatThrownBy(() -> stage.fit(table))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }
}
