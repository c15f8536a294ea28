package dev.tributary.fl.spark.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.Bounded;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.OtherValues;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ColumnsByName;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.spark.stage.RunListener;
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
class HorizontalGLMStageIT implements ColumnsByName<HorizontalGLMModel> {
  private static final String[] FEATURES = {"x0", "x1", "x2", "x3", "x4"};

  @TempDir Path folder;

  private static HorizontalGLM stage() {
    return new HorizontalGLM()
        .setObjective("binary")
        .setFeatureCols(FEATURES)
        .setLabelCol("y")
        .setRegParam(0.01);
  }

  @Override
  public List<HorizontalGLMModel> fit(Function<Integer, String[]> columns) {
    return parties().fit(p -> stage().setFeatureCols(columns.apply(p)));
  }

  @Override
  public String json(HorizontalGLMModel model) {
    return ModelJson.write(model.linearModel());
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
    HorizontalGLMModel model = parties.fit(HorizontalGLMStageIT::stage).get(0);
    String path = folder.resolve("stored").toString();
    model.write().save(path);
    HorizontalGLMModel read = HorizontalGLMModel.load(path);
    assertThat(read.manifest()).isEqualTo(model.manifest());
    assertThat(read.getRegParam()).isEqualTo(0.01);
    Dataset<Row> scored = read.transform(parties.pooled());
    assertThat(scored.columns()).endsWith("rawPrediction", "probability", "prediction");
    double auc = new BinaryClassificationEvaluator().setLabelCol("y").evaluate(scored);
    PooledEvaluation judged =
        parties.each((p, sum) -> read.evaluate(parties.tables().get(p), sum, 0.1)).get(2);
    Bounded pooled = judged.metrics().get(Metric.AUC);
    assertThat(judged.rows()).isEqualTo(569);
    assertThat(pooled.error()).isLessThan(0.001);
    assertThat(auc).isBetween(pooled.least() - 1e-9, pooled.most() + 1e-9);
    Dataset<Row> lacking =
        parties.pooled().limit(3).withColumn("x2", functions.lit(null).cast("double"));
    assertThat(read.transform(lacking).filter("prediction is null").count()).isEqualTo(3);
  }

  @Test
  void everyParameterIsInTheManifestAsItWasSet() {
    Map<String, String> values = new ConcurrentHashMap<>();
    List<HorizontalGLMModel> models =
        parties()
            .fit(
                () -> {
                  HorizontalGLM stage = stage();
                  values.putAll(
                      OtherValues.set(
                          stage, GlmParameters.ALL, Map.of(GlmParameters.TWEEDIE_POWER, 1.375)));
                  return stage;
                });
    assertThat(values).hasSameSizeAs(GlmParameters.ALL);
    for (HorizontalGLMModel model : models) {
      assertThat(model.manifest().parameters()).containsAllEntriesOf(values);
    }
  }

  @Test
  void isAStageOfAPipeline() throws IOException {
    String path = folder.resolve("pipeline").toString();
    new Pipeline().setStages(new PipelineStage[] {stage().setMaxIter(7)}).write().save(path);
    HorizontalGLM read = (HorizontalGLM) Pipeline.load(path).getStages()[0];
    assertThat(read.getMaxIter()).isEqualTo(7);
    assertThat(read.getFeatureCols()).containsExactly(FEATURES);
    assertThat(read.copy(ParamMap.empty()).getMaxIter()).isEqualTo(7);
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
    refused(
        stage().setFeatureCols(new String[] {"x0", "x0"}), table, "featureCols must be different");
    refused(stage().setFeatureCols(new String[] {"x99"}), table, "there is no column 'x99'");
    refused(stage().setWeightCol("w"), table, "there is no column 'w', which weightCol names");
    assertThat(stage().getTol()).isCloseTo(1e-7, within(0.0));
  }

  private static void refused(HorizontalGLM stage, Dataset<Row> table, String message) {
    assertThatThrownBy(() -> stage.fit(table))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }
}
