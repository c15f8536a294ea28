package dev.tributary.fl.spark.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import breeze.linalg.DenseMatrix$mcD$sp;
import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.ann.FeedForwardTopology;
import org.apache.spark.ml.ann.TopologyModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark's own perceptron with the same weights says the same of every row, and moves the same way.
 */
class PerceptronOracleIT {
  private static final int[] LAYERS = {18, 7, 5, 4};

  @TempDir Path folder;

  private static Dataset<Row> vehicles() {
    return SharedData.table("vehicle_scale_homo_guest.csv")
        .union(SharedData.table("vehicle_scale_homo_host.csv"));
  }

  private static String[] features() {
    return IntStream.range(0, 18).mapToObj(j -> "x" + j).toArray(String[]::new);
  }

  /** Spark's weights in a model that takes columns as they are. */
  private static MlpModel imported(Vector weights) {
    double[] none = new double[18];
    double[] one = new double[18];
    Arrays.fill(one, 1);
    return new MlpModel(
        MlpModel.FORMAT,
        "multiclass",
        4,
        List.of(features()),
        List.of(7, 5),
        "sigmoid",
        none,
        one,
        0,
        1,
        weights.toArray());
  }

  @Test
  void withItsWeightsPredictionsAreThoseOfSpark() {
    MultilayerPerceptronClassificationModel oracle =
        new MultilayerPerceptronClassifier()
            .setLabelCol("y")
            .setLayers(LAYERS)
            .setMaxIter(60)
            .setSeed(3)
            .fit(assembled(vehicles()));
    MlpModel model = imported(oracle.weights());
    double worst = 0;
    List<Row> rows = oracle.transform(assembled(vehicles())).collectAsList();
    for (Row row : rows) {
      double[] values = row.<Vector>getAs("features").toArray();
      double[] expected = row.<Vector>getAs("probability").toArray();
      double[] found = model.predict(model.raw(values));
      for (int k = 0; k < 4; k++) {
        worst = Math.max(worst, Math.abs(found[k] - expected[k]));
      }
    }
    System.out.printf("%d rows, largest difference of a probability %.1e%n", rows.size(), worst);
    assertThat(rows).hasSize(846);
    assertThat(worst).isLessThan(1e-9);
  }

  private static Dataset<Row> assembled(Dataset<Row> table) {
    return new VectorAssembler().setInputCols(features()).setOutputCol("features").transform(table);
  }

  /**
   * Two rounds of one step of all rows, at three parties, are two steps against the gradients that
   * Spark's network has on all rows.
   */
  @Test
  void lossAndGradientAreThoseOfSpark() {
    Dataset<Row> table = vehicles().cache();
    double rate = 0.5;
    List<HorizontalMLPModel> models =
        new ThreeParties(folder, ThreeParties.divided(table, "id"))
            .fit(
                () ->
                    new HorizontalMLP()
                        .setObjective("multiclass")
                        .setNumClasses(4)
                        .setHiddenLayers(new int[] {7, 5})
                        .setFeatureCols(features())
                        .setLabelCol("y")
                        .setMaxIter(2)
                        .setBatchSize(1_000_000)
                        .setStepSize(rate));
    MlpModel trained = models.get(0).perceptron();
    TopologyModel oracle = oracle(start());
    Gradient first = gradient(oracle, table, trained);
    double[] moved = start();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= rate * first.values[i];
    }
    Gradient second = gradient(oracle(moved), table, trained);
    double worst = 0;
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= rate * second.values[i];
      worst = Math.max(worst, Math.abs(moved[i] - trained.weights()[i]));
    }
    Gradient last = gradient(oracle(moved), table, trained);
    System.out.printf(
        "%d weights after two steps, largest difference %.1e; loss %.12f and %.12f%n",
        moved.length,
        worst,
        last.loss,
        models.get(0).summary().orElseThrow().rounds().get(1).trainingLoss());
    assertThat(worst).isLessThan(1e-11);
    assertThat(models.get(0).summary().orElseThrow().rounds().get(0).trainingLoss())
        .isCloseTo(second.loss, within(1e-10));
    assertThat(models.get(0).summary().orElseThrow().rounds().get(1).trainingLoss())
        .isCloseTo(last.loss, within(1e-10));
  }

  private record Gradient(double loss, double[] values) {}

  /** Where every training with the preset seed begins, from one of no way at all. */
  private double[] start() {
    return new ThreeParties(folder, Collections.singletonList(vehicles()))
        .alone(
            new HorizontalMLP()
                .setObjective("multiclass")
                .setNumClasses(4)
                .setHiddenLayers(new int[] {7, 5})
                .setFeatureCols(features())
                .setLabelCol("y")
                .setMaxIter(1)
                .setStepSize(Double.MIN_NORMAL))
        .perceptron()
        .weights();
  }

  private static TopologyModel oracle(double[] weights) {
    return FeedForwardTopology.multiLayerPerceptron(LAYERS, true).model(Vectors.dense(weights));
  }

  /** Mean loss and gradient over all rows, on the scale of the model. */
  private static Gradient gradient(TopologyModel oracle, Dataset<Row> table, MlpModel scale) {
    List<Row> rows = table.collectAsList();
    int n = rows.size();
    double[] data = new double[18 * n];
    double[] target = new double[4 * n];
    for (int r = 0; r < n; r++) {
      for (int j = 0; j < 18; j++) {
        double value = rows.get(r).<Double>getAs("x" + j);
        data[r * 18 + j] = (value - scale.shift()[j]) * scale.factor()[j];
      }
      target[r * 4 + rows.get(r).<Integer>getAs("y")] = 1;
    }
    DenseVector sum = new DenseVector(new double[oracle.weights().size()]);
    double loss =
        oracle.computeGradient(
            new DenseMatrix$mcD$sp(18, n, data, 0),
            new DenseMatrix$mcD$sp(4, n, target, 0),
            sum,
            n);
    return new Gradient(loss, sum.toArray());
  }
}
