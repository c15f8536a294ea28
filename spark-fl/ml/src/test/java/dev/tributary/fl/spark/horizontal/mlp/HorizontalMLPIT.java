package dev.tributary.fl.spark.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three parties train what is better than one's own, and as good as Spark's on all their rows. */
class HorizontalMLPIT {
  /** Of Spark's perceptron on all rows of the credit data, once it is trained. */
  private static double creditOfSpark = Double.NaN;

  @TempDir Path folder;

  private static String[] features(Dataset<Row> table) {
    return Arrays.stream(table.columns())
        .filter(c -> !c.equals("y") && !c.equals("id"))
        .toArray(String[]::new);
  }

  private ThreeParties credit() {
    return new ThreeParties(
        folder,
        Stream.of("guest", "host_1", "host_2")
            .map(p -> SharedData.table("default_credit_homo_" + p + ".csv"))
            .toList());
  }

  private static HorizontalMLP stage(ThreeParties parties, String objective, int... hidden) {
    return new HorizontalMLP()
        .setObjective(objective)
        .setFeatureCols(features(parties.tables().get(0)))
        .setLabelCol("y")
        .setHiddenLayers(hidden);
  }

  /** Spark's perceptron of the same layers, of the pooled rows on the same scale. */
  private static PipelineModel oracle(Dataset<Row> pooled, int classes, int hidden) {
    String[] features = features(pooled);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new VectorAssembler().setInputCols(features).setOutputCol("raw"),
              new StandardScaler().setInputCol("raw").setOutputCol("features").setWithMean(true),
              new MultilayerPerceptronClassifier()
                  .setLabelCol("y")
                  .setLayers(new int[] {features.length, hidden, classes})
                  .setMaxIter(200)
                  .setSeed(7)
            })
        .fit(pooled);
  }

  private static List<HorizontalMLPModel> same(List<HorizontalMLPModel> models) {
    for (HorizontalMLPModel model : models) {
      assertThat(ModelJson.write(model.perceptron()))
          .isEqualTo(ModelJson.write(models.get(0).perceptron()));
    }
    return models;
  }

  private static double auc(Transformer model, Dataset<Row> test) {
    return new BinaryClassificationEvaluator()
        .setLabelCol("y")
        .setRawPredictionCol("probability")
        .evaluate(model.transform(test));
  }

  /** Adam has not come as far, even after more rounds. */
  @ParameterizedTest
  @CsvSource({"fedavg,16,0.005", "fedprox,16,0.005", "fedadam,20,0.01"})
  void creditDefaultsAreToldAsBySparkOnAllRows(String aggregate, int rounds, double distance) {
    ThreeParties parties = credit();
    Dataset<Row> test = SharedData.table("default_credit_homo_test.csv");
    Supplier<HorizontalMLP> stage =
        () ->
            stage(parties, "binary", 16)
                .setActivation("relu")
                .setAggregate(aggregate)
                .setMaxIter(rounds)
                .setLocalEpochs(3)
                .setStepSize(0.05);
    double joint = auc(same(parties.fit(stage)).get(0), test);
    double alone = auc(parties.alone(stage.get()), test);
    double spark = creditOfSpark(parties, test);
    System.out.printf(
        "credit, %s: auc joint %.4f, one party %.4f, Spark on all rows %.4f%n",
        aggregate, joint, alone, spark);
    assertThat(joint).isGreaterThan(alone).isGreaterThan(spark - distance);
  }

  private static double creditOfSpark(ThreeParties parties, Dataset<Row> test) {
    if (Double.isNaN(creditOfSpark)) {
      creditOfSpark = auc(oracle(parties.pooled(), 2, 16), test);
    }
    return creditOfSpark;
  }

  @Test
  void vehiclesAreToldAsBySparkOnAllRows() {
    Dataset<Row> all =
        SharedData.table("vehicle_scale_homo_guest.csv")
            .union(SharedData.table("vehicle_scale_homo_host.csv"))
            .cache();
    ThreeParties parties =
        new ThreeParties(folder, ThreeParties.divided(all.filter("id % 5 <> 0"), "id"));
    Dataset<Row> test = all.filter("id % 5 = 0").cache();
    Supplier<HorizontalMLP> stage =
        () ->
            stage(parties, "multiclass", 12)
                .setNumClasses(4)
                .setMaxIter(20)
                .setLocalEpochs(10)
                .setBatchSize(8)
                .setStepSize(0.2);
    double joint = accuracy(same(parties.fit(stage)).get(0), test);
    double alone = accuracy(parties.alone(stage.get()), test);
    double spark = accuracy(oracle(parties.pooled(), 4, 12), test);
    System.out.printf(
        "vehicles: accuracy joint %.4f, one party %.4f, Spark on all rows %.4f of %d%n",
        joint, alone, spark, test.count());
    assertThat(joint).isGreaterThan(alone).isGreaterThan(spark - 0.03);
  }

  private static double accuracy(Transformer model, Dataset<Row> test) {
    return new MulticlassClassificationEvaluator()
        .setLabelCol("y")
        .setMetricName("accuracy")
        .evaluate(model.transform(test));
  }

  @Test
  void gradesAreToldAsByALinearModelOfAllRows() {
    ThreeParties parties =
        new ThreeParties(
            folder,
            Stream.of(
                    SharedData.table("student_homo_host.csv").filter("id % 2 = 0"),
                    SharedData.table("student_homo_host.csv").filter("id % 2 = 1"),
                    SharedData.table("student_homo_guest.csv"))
                .map(Dataset::cache)
                .toList());
    Dataset<Row> test = SharedData.table("student_homo_test.csv");
    Supplier<HorizontalMLP> stage =
        () ->
            stage(parties, "squared-error", 8)
                .setMaxIter(20)
                .setLocalEpochs(10)
                .setBatchSize(8)
                .setStepSize(0.02)
                .setRegParam(0.05);
    double joint = rmse(same(parties.fit(stage)).get(0), test);
    double alone = rmse(parties.alone(stage.get()), test);
    PipelineModel linear =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler().setInputCols(features(test)).setOutputCol("features"),
                  new LinearRegression().setLabelCol("y")
                })
            .fit(parties.pooled());
    System.out.printf(
        "grades: rmse joint %.4f, one party %.4f, linear on all rows %.4f%n",
        joint, alone, rmse(linear, test));
    assertThat(joint).isLessThan(alone).isLessThan(rmse(linear, test));
  }

  private static double rmse(Transformer model, Dataset<Row> test) {
    return new RegressionEvaluator().setLabelCol("y").evaluate(model.transform(test));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 700})
  void partitionsDoNotMatter(int shardRows) {
    List<Dataset<Row>> tables = credit().tables();
    Supplier<HorizontalMLP> stage =
        () -> stage(credit(), "binary", 5).setMaxIter(3).setShardRows(shardRows);
    ThreeParties few = new ThreeParties(folder, tables.stream().map(t -> t.coalesce(1)).toList());
    ThreeParties many =
        new ThreeParties(folder, tables.stream().map(t -> t.repartition(7)).toList());
    assertThat(ModelJson.write(same(many.fit(stage)).get(0).perceptron()))
        .isEqualTo(ModelJson.write(same(few.fit(stage)).get(0).perceptron()));
  }
}
