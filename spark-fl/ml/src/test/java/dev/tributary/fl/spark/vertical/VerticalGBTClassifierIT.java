package dev.tributary.fl.spark.vertical;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.vertical.TwoParties.Both;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both parties of a real data set as stages of Spark ML pipelines. */
final class VerticalGBTClassifierIT {
  @TempDir Path directory;

  @Test
  void trainsScoresAndPersistsInPipelines() throws Exception {
    Dataset<Row> guest = SharedData.table("default_credit_hetero_guest.csv.gz");
    Dataset<Row> host = SharedData.table("default_credit_hetero_host.csv").repartition(3).cache();
    Dataset<Row> train = guest.filter("id % 5 <> 0").cache();
    Dataset<Row> test = guest.filter("id % 5 = 0").cache();
    try (TwoParties parties = new TwoParties(SparkForTests.session(), directory.resolve("work"))) {
      Pipeline lender = lender(parties);
      VerticalGBTFeatureParty bureau = bureau(parties);

      long start = System.nanoTime();
      Both<PipelineModel, VerticalGBTFeatureModel> models =
          parties.run(() -> lender.fit(train), () -> bureau.fit(host));
      long fitted = System.nanoTime();
      Dataset<Row> asked = host.filter("id % 5 = 0").cache();
      List<Row> scored = scored(parties, models.lender(), models.bureau(), test, asked);
      System.out.printf(
          "default_credit_hetero, plain-1: fit %.1f s, transform %.1f s%n",
          (fitted - start) / 1e9, (System.nanoTime() - fitted) / 1e9);

      VerticalGBTClassificationModel joint =
          (VerticalGBTClassificationModel) models.lender().stages()[1];
      assertThat(joint.summary().orElseThrow().rows()).isEqualTo(24_000);
      assertThat(models.bureau().featureModel().splits()).isNotEmpty();
      assertSoloModelScoresAlone(joint, test);
      assertBothAreOfTheSameRow(joint);
      assertThat(scored).hasSize(6_000);

      String path = directory.resolve("lender").toString();
      String hostPath = directory.resolve("bureau").toString();
      models.lender().save(path);
      models.bureau().save(hostPath);
      PipelineModel read = PipelineModel.load(path);
      ((VerticalGBTClassificationModel) read.stages()[1]).setSessions(parties.lender());
      VerticalGBTFeatureModel hostRead =
          VerticalGBTFeatureModel.load(hostPath).setSessions(parties.bureau());
      assertThat(scored(parties, read, hostRead, test, asked)).isEqualTo(scored);
      assertThat(hostRead.manifest()).isEqualTo(models.bureau().manifest());
    }
  }

  private static void assertBothAreOfTheSameRow(VerticalGBTClassificationModel joint) {
    TrainingSummary own = joint.summary().orElseThrow();
    TrainingSummary solo = joint.soloModel().orElseThrow().summary().orElseThrow();
    Dataset<Row> both = own.predictionsBeside(solo, "solo_");
    Dataset<Row> apart =
        own.predictions()
            .select(col("id"), positive("probability").as("a"))
            .join(solo.predictions().select(col("id"), positive("probability").as("b")), "id");
    Dataset<Row> compared =
        both.select(
                col("id"), positive("probability").as("x"), positive("solo_probability").as("y"))
            .join(apart, "id");
    assertThat(compared.count()).isEqualTo(own.rows());
    assertThat(compared.filter("x <> a OR y <> b").count()).isZero();
    assertThat(compared.filter("x <> y").count()).isPositive();
  }

  private static Pipeline lender(TwoParties parties) {
    VerticalGBTClassifier classifier =
        new VerticalGBTClassifier()
            .setSessions(parties.lender())
            .setIdCols(new String[] {"id"})
            .setFeatureCols(names(13))
            .setMaxIter(10)
            .setStepSize(0.4)
            .setMaxDepth(3)
            .setCipher("plain-1")
            .setSoloBaseline(true);
    SQLTransformer label =
        new SQLTransformer().setStatement("SELECT *, CAST(y AS double) AS label FROM __THIS__");
    return new Pipeline().setStages(new PipelineStage[] {label, classifier});
  }

  private static VerticalGBTFeatureParty bureau(TwoParties parties) {
    return new VerticalGBTFeatureParty()
        .setSessions(parties.bureau())
        .setIdCols(new String[] {"id"})
        .setFeatureCols(names(10))
        .setMaxIter(10)
        .setStepSize(0.4)
        .setMaxDepth(3)
        .setCipher("plain-1");
  }

  /**
   * Scores jointly, checks the AUC, near the pooled references 0.7854 and 0.7889 of more trees, and
   * returns all rows.
   */
  private static List<Row> scored(
      TwoParties parties,
      PipelineModel lender,
      VerticalGBTFeatureModel bureau,
      Dataset<Row> test,
      Dataset<Row> host)
      throws Exception {
    Dataset<Row> joint =
        parties.run(() -> lender.transform(test), () -> bureau.transform(host)).lender();
    double auc = new BinaryClassificationEvaluator().evaluate(joint);
    System.out.println("joint test AUC " + auc);
    assertThat(auc).isBetween(0.776, 0.792);
    List<Row> rows =
        joint
            .select("id", "rawPrediction", "probability", "prediction")
            .orderBy("id")
            .collectAsList();
    for (Row row : rows) {
      Vector raw = row.getAs("rawPrediction");
      Vector probability = row.getAs("probability");
      assertThat(raw.apply(0)).isEqualTo(-raw.apply(1));
      assertThat(probability.apply(0) + probability.apply(1)).isEqualTo(1.0);
      assertThat(row.<Double>getAs("prediction")).isEqualTo(raw.apply(1) > 0 ? 1.0 : 0.0);
    }
    return rows;
  }

  private void assertSoloModelScoresAlone(VerticalGBTClassificationModel joint, Dataset<Row> test)
      throws Exception {
    VerticalGBTClassificationModel solo = joint.soloModel().orElseThrow();
    Dataset<Row> scored = solo.transform(test);
    double auc = new BinaryClassificationEvaluator().setLabelCol("y").evaluate(scored);
    System.out.println("solo test AUC " + auc);
    assertThat(auc).isBetween(0.730, 0.745);
    String path = directory.resolve("solo").toString();
    solo.save(path);
    assertThat(VerticalGBTClassificationModel.load(path).transform(test).collectAsList())
        .isEqualTo(scored.collectAsList());
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "x" + i).toArray(String[]::new);
  }

  /** The probability of label 1. */
  private static Column positive(String vector) {
    return vector_to_array(col(vector), "float64").getItem(1);
  }
}
