package dev.tributary.fl.spark.horizontal.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.kmeans.KMeansFit;
import dev.tributary.fl.horizontal.kmeans.KMeansModel;
import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.training.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three parties find the clusters that Spark's own k-means finds in the union of their rows. */
class HorizontalKMeansIT {
  private static final int K = 6;

  @TempDir Path folder;

  private ThreeParties credit() {
    return new ThreeParties(
        folder,
        Stream.of("guest", "host_1", "host_2")
            .map(p -> SharedData.table("default_credit_homo_" + p + ".csv"))
            .toList());
  }

  private static String[] features(Dataset<Row> table) {
    return Arrays.stream(table.columns())
        .filter(c -> !c.equals("y") && !c.equals("id"))
        .toArray(String[]::new);
  }

  private static List<HorizontalKMeansModel> fit(ThreeParties parties, int steps) {
    String[] features = features(parties.tables().get(0));
    return parties.fit(
        () ->
            new HorizontalKMeans()
                .setFeatureCols(features)
                .setK(K)
                .setStandardization(false)
                .setMaxIter(steps)
                .setTol(1e-9));
  }

  @Test
  void clustersAreThoseOfSparkFromTheSameFirstCentres() {
    ThreeParties parties = credit();
    KMeansModel first = fit(parties, 0).get(0).clusters();
    List<HorizontalKMeansModel> models = fit(parties, 15);
    KMeansFit fit = models.get(0).summary().orElseThrow();
    for (HorizontalKMeansModel model : models) {
      assertThat(ModelJson.write(model.clusters())).isEqualTo(ModelJson.write(fit.model()));
    }
    JavaRDD<Vector> rows = rows(parties.pooled());
    org.apache.spark.mllib.clustering.KMeansModel start =
        new org.apache.spark.mllib.clustering.KMeansModel(
            Arrays.stream(first.centres()).map(Vectors::dense).toArray(Vector[]::new));
    org.apache.spark.mllib.clustering.KMeansModel oracle =
        new KMeans()
            .setK(K)
            .setInitialModel(start)
            .setMaxIterations(15)
            .setEpsilon(1e-9)
            .run(rows.rdd());
    System.out.printf(
        "cost %.6g against %.6g, %d steps, %d sums%n",
        fit.cost(), oracle.computeCost(rows.rdd()), fit.iterations(), fit.sums());
    assertThat(fit.cost()).isCloseTo(oracle.computeCost(rows.rdd()), within(1e-9 * fit.cost()));
    for (int c = 0; c < K; c++) {
      double[] centre = oracle.clusterCenters()[c].toArray();
      for (int j = 0; j < centre.length; j++) {
        assertThat(fit.model().centres()[c][j])
            .as("cluster %d, column %d", c, j)
            .isCloseTo(centre[j], within(1e-8 * (1 + Math.abs(centre[j]))));
      }
    }
  }

  private static JavaRDD<Vector> rows(Dataset<Row> table) {
    Column[] columns =
        Arrays.stream(features(table))
            .map(c -> functions.col(c).cast("double"))
            .toArray(Column[]::new);
    return table
        .select(columns)
        .javaRDD()
        .map(
            row -> {
              double[] values = new double[row.size()];
              for (int j = 0; j < values.length; j++) {
                values[j] = row.getDouble(j);
              }
              return Vectors.dense(values);
            })
        .cache();
  }

  @Test
  void aStoredModelPutsEveryRowIntoTheClusterThatItsSizeCounts() throws Exception {
    ThreeParties parties = credit();
    HorizontalKMeansModel model = fit(parties, 5).get(2);
    String path = folder.resolve("model").toString();
    model.write().save(path);
    HorizontalKMeansModel read = HorizontalKMeansModel.load(path);
    List<Row> counts =
        read.transform(parties.pooled()).groupBy(read.getPredictionCol()).count().collectAsList();
    for (Parameter<?> parameter : KMeansParameters.ALL) {
      assertThat(model.manifest().parameters())
          .containsEntry(
              parameter.name(),
              String.valueOf(model.getOrDefault(model.getParam(parameter.param()))));
    }
    KMeansFit fit = model.summary().orElseThrow();
    assertThat(fit.rows()).isEqualTo(parties.pooled().count());
    for (Row row : counts) {
      Long size = fit.sizes().get(row.getInt(0));
      assertThat(size == null ? row.getLong(1) < 10 : size == row.getLong(1)).isTrue();
    }
  }
}
