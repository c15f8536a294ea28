package dev.tributary.fl.spark.horizontal.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three parties find the components that Spark's own PCA finds in the union of their rows. */
class HorizontalPCAIT {
  private static final int K = 5;

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

  private static List<HorizontalPCAModel> fit(ThreeParties parties, boolean standardised) {
    String[] features = features(parties.tables().get(0));
    return parties.fit(
        () ->
            new HorizontalPCA().setFeatureCols(features).setK(K).setStandardization(standardised));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void componentsAreThoseOfSparkOverAllRows(boolean standardised) {
    ThreeParties parties = credit();
    List<HorizontalPCAModel> models = fit(parties, standardised);
    PrincipalComponents own = models.get(0).components();
    for (HorizontalPCAModel model : models) {
      assertThat(ModelJson.write(model.components())).isEqualTo(ModelJson.write(own));
    }
    PCAModel oracle = spark(parties.pooled(), standardised);
    for (int c = 0; c < K; c++) {
      assertThat(own.explained()[c]).isCloseTo(oracle.explainedVariance().apply(c), within(1e-9));
      double along = 0;
      for (int j = 0; j < own.features().size(); j++) {
        along += own.components()[c][j] * oracle.pc().apply(j, c);
      }
      assertThat(Math.abs(along)).as("component %d", c).isCloseTo(1, within(1e-7));
    }
  }

  /** The first direction carries a quarter of all variance, more than noise turns. */
  @Test
  void withNoiseTheFirstComponentIsAboutThatOfSpark() {
    ThreeParties parties = credit();
    String[] features = features(parties.tables().get(0));
    List<HorizontalPCAModel> models =
        parties.fit(
            () ->
                new HorizontalPCA().setFeatureCols(features).setK(K).setEpsilon(4).setDelta(1e-6));
    PrincipalComponents own = models.get(0).components();
    for (HorizontalPCAModel model : models) {
      assertThat(ModelJson.write(model.components())).isEqualTo(ModelJson.write(own));
    }
    PCAModel oracle = spark(parties.pooled(), true);
    double along = 0;
    for (int j = 0; j < own.features().size(); j++) {
      along += own.components()[0][j] * oracle.pc().apply(j, 0);
    }
    assertThat(Math.abs(along)).isBetween(0.9, 0.999999);
    assertThat(models.get(0).manifest().parameters())
        .containsEntry("privacy-delta", "1.0E-6")
        .containsEntry("privacy-parties", "3")
        .containsEntry("privacy-colluding", "2");
    assertThat(Double.parseDouble(models.get(0).manifest().parameters().get("privacy-epsilon")))
        .isBetween(3.5, 4.0);
  }

  private static PCAModel spark(Dataset<Row> rows, boolean standardised) {
    PipelineStage assembler =
        new VectorAssembler().setInputCols(features(rows)).setOutputCol("given");
    PipelineStage scaler =
        new StandardScaler()
            .setInputCol("given")
            .setOutputCol("scaled")
            .setWithMean(true)
            .setWithStd(standardised);
    PipelineStage pca = new PCA().setInputCol("scaled").setOutputCol("found").setK(K);
    PipelineModel fitted =
        new Pipeline().setStages(new PipelineStage[] {assembler, scaler, pca}).fit(rows);
    return (PCAModel) fitted.stages()[2];
  }

  @Test
  void aStoredModelGivesTheSameScoresWithTheirVariances() throws Exception {
    ThreeParties parties = credit();
    HorizontalPCAModel model = fit(parties, true).get(1);
    String path = folder.resolve("model").toString();
    model.write().save(path);
    HorizontalPCAModel read = HorizontalPCAModel.load(path);
    assertThat(ModelJson.write(read.components())).isEqualTo(ModelJson.write(model.components()));
    for (Parameter<?> parameter : List.of(PcaParams.COMPONENTS, PcaParams.LEAST_COUNT)) {
      assertThat(model.manifest().parameters())
          .containsEntry(
              parameter.name(),
              String.valueOf(model.getOrDefault(model.getParam(parameter.param()))));
    }
    List<Row> scored = read.transform(parties.pooled()).select(read.getOutputCol()).collectAsList();
    double[] sums = new double[K];
    double[] squares = new double[K];
    for (Row row : scored) {
      Vector vector = row.getAs(0);
      for (int c = 0; c < K; c++) {
        sums[c] += vector.apply(c);
        squares[c] += vector.apply(c) * vector.apply(c);
      }
    }
    for (int c = 0; c < K; c++) {
      double variance = squares[c] / (scored.size() - 1);
      assertThat(sums[c] / scored.size()).isCloseTo(0, within(1e-9));
      assertThat(variance).isCloseTo(read.components().variances()[c], within(1e-6 * variance));
    }
  }

  @Test
  void columnsThatDifferAreNamed() {
    ThreeParties parties = credit();
    String[] features = features(parties.tables().get(0));
    assertThatThrownBy(
            () ->
                parties.fit(
                    p ->
                        new HorizontalPCA()
                            .setFeatureCols(
                                p == 2 ? Arrays.copyOf(features, features.length - 1) : features)
                            .setK(2)))
        .hasRootCauseInstanceOf(FederationException.class)
        .rootCause()
        .hasMessageContaining(features[features.length - 1]);
  }

  /** Who adds noise would else wait for sums that the others never ask for. */
  @Test
  void privacyOfOnePartyAloneIsNoticedBeforeTheFirstSum() {
    ThreeParties parties = credit();
    String[] features = features(parties.tables().get(0));
    assertThatThrownBy(
            () ->
                parties.fit(
                    p -> {
                      HorizontalPCA stage = new HorizontalPCA().setFeatureCols(features).setK(2);
                      return p == 2 ? stage.setEpsilon(4).setDelta(1e-6) : stage;
                    }))
        .rootCause()
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("no privacy")
        .hasMessageContaining("epsilon 4.0, delta 1.0E-6")
        .hasMessageContaining("set the same at all parties");
  }

  @Test
  void aRuleOfFewRowsHasNoMeaningWithNoise() {
    ThreeParties parties = credit();
    String[] features = features(parties.tables().get(0));
    assertThatThrownBy(
            () ->
                parties.fit(
                    () ->
                        new HorizontalPCA()
                            .setFeatureCols(features)
                            .setLeastCount(25)
                            .setEpsilon(4)
                            .setDelta(1e-6)))
        .rootCause()
        .hasMessageContaining("leastCount must be left out with epsilon");
  }

  @Test
  void thereAreNoMoreComponentsThanColumns() {
    ThreeParties parties = credit();
    assertThatThrownBy(
            () ->
                parties.fit(() -> new HorizontalPCA().setFeatureCols(new String[] {"x0"}).setK(2)))
        .rootCause()
        .hasMessageContaining("1 columns have no more than 1 components");
  }
}
