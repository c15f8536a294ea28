package dev.tributary.fl.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.feature.QuantileCuts;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.protocol.FederationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureLayoutIT {
  private static final List<String> FEATURES =
      List.of("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");

  @TempDir Path directory;
  private SparkCompute compute;

  @BeforeEach
  void start() {
    compute = new SparkCompute(SparkForTests.session(), directory.toString(), () -> null);
  }

  @AfterEach
  void stop() {
    compute.close();
  }

  @Test
  void equalsPlainBinningOfRealData() throws Exception {
    SharedData.Plain plain = SharedData.plain("default_credit_hetero_host.csv");
    int n = plain.rows().length;
    RowOrder rows = new RowOrder(n - 6000, 1000, 5000);
    Dataset<Row> table =
        SharedData.table("default_credit_hetero_host.csv")
            .withColumn("row", functions.expr("id - 1").cast("int"))
            .repartition(3);

    LaidOutFeatures laidOut =
        new FeatureLayout(compute, table, "row", null)
            .forTraining(FEATURES, rows, new LayoutSettings(32, 20, 100_000, FeatureOrder.RANDOM));

    double[][] columns = byId(plain);
    FeatureCuts expected = cuts(columns, rows, new QuantileCuts(32, 20));
    assertThat(laidOut.cuts().cuts()).isDeepEqualTo(expected.cuts());
    assertThat(laidOut.cuts().missing()).isEqualTo(expected.missing());
    assertSameBins(laidOut, expected, columns);
  }

  @Test
  void placementReordersRows() throws Exception {
    SharedData.Plain plain = SharedData.plain("default_credit_hetero_host.csv");
    int n = plain.rows().length;
    RowOrder rows = new RowOrder(n, 0, 0);
    int[] placement = new int[n];
    for (int r = 0; r < n; r++) {
      placement[r] = n - 1 - r;
    }
    Dataset<Row> table =
        SharedData.table("default_credit_hetero_host.csv")
            .withColumn("row", functions.expr("id - 1L"));

    LaidOutFeatures laidOut =
        new FeatureLayout(compute, table, "row", placement)
            .forTraining(FEATURES, rows, new LayoutSettings(8, 1, 100_000, FeatureOrder.NATURAL));

    double[][] columns = byId(plain);
    for (double[] column : columns) {
      for (int r = 0; r < n / 2; r++) {
        double swap = column[r];
        column[r] = column[n - 1 - r];
        column[n - 1 - r] = swap;
      }
    }
    assertSameBins(laidOut, cuts(columns, rows, new QuantileCuts(8, 1)), columns);
  }

  @Test
  void missingAndEmptyColumnsAndScoringByGivenCuts() {
    int n = 5000;
    Dataset<Row> table =
        SparkForTests.session()
            .range(n)
            .select(
                functions.col("id").as("row"),
                functions.expr("if(id % 7 = 0, null, cast(id % 100 as double))").as("a.b"),
                functions.expr("cast(null as double)").as("empty"),
                functions.expr("if(id % 9 = 0, double('NaN'), id / 3)").as("c"),
                functions.expr("cast(id % 3 as decimal(10, 2))").as("d"));
    List<String> names = List.of("a.b", "empty", "c", "d");
    FeatureLayout layout = new FeatureLayout(compute, table, "row", null);

    LaidOutFeatures trained =
        layout.forTraining(
            names, new RowOrder(n, 0, 0), new LayoutSettings(16, 5, 100_000, FeatureOrder.RANDOM));
    LaidOutFeatures scored = layout.forScoring(trained.cuts(), n);

    assertThat(trained.cuts().missing()).containsExactly(true, false, true, false);
    assertThat(trained.cuts().valueBins(1)).isEqualTo(1);
    assertThat(trained.cuts().cuts()[3]).containsExactly(0, 1);
    assertThat(binsByFeature(scored).values().toArray())
        .isEqualTo(binsByFeature(trained).values().toArray());
  }

  @Test
  void sampledQuantilesKeepTheLeastCountExactly() {
    long seed = 42;
    Random random = new Random(seed);
    double[] values = new double[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(20) == 0 ? Double.NaN : Math.exp(3 * random.nextGaussian());
    }

    ColumnCuts cuts = new TrainingBinning(64, 700, 1000, values.length).cuts(0, values);

    int[] counts = new int[cuts.valueBins() + 1];
    for (byte bin : cuts.bins(values)) {
      counts[bin & 0xff]++;
    }
    assertThat(cuts.missing()).isTrue();
    assertThat(cuts.valueBins()).as("seed %d", seed).isBetween(30, 64);
    assertThat(Arrays.stream(counts).min().getAsInt()).isGreaterThanOrEqualTo(700);
  }

  @Test
  void textColumnsAreRefusedByName() {
    Dataset<Row> table =
        SparkForTests.session().range(10).selectExpr("id as row", "concat('v', id) as town");

    assertThatThrownBy(() -> layOut(table, List.of("town")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("column 'town' is of type string where a number is needed")
        .hasMessageContaining("categorical columns are coming, until then encode it");
    assertThatThrownBy(() -> layOut(table, List.of("Row")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("did you mean 'row'");
  }

  @Test
  void repeatedAndLostRowsAreRefusedAndNothingStays() throws Exception {
    Dataset<Row> repeated =
        SparkForTests.session().range(10).selectExpr("least(id, 8) as row", "id as x");
    Dataset<Row> lost = SparkForTests.session().range(9).selectExpr("id as row", "id as x");

    assertThatThrownBy(() -> layOut(repeated, List.of("x")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("row 8 appears twice");
    assertThatThrownBy(() -> layOut(lost, List.of("x")))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("9 rows where 10 are due");
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  private LaidOutFeatures layOut(Dataset<Row> table, List<String> features) {
    return new FeatureLayout(compute, table, "row", null)
        .forTraining(
            features, new RowOrder(10, 0, 0), new LayoutSettings(4, 1, 100, FeatureOrder.NATURAL));
  }

  private static double[][] byId(SharedData.Plain plain) {
    double[] ids = plain.column("id");
    double[][] columns = new double[FEATURES.size()][ids.length];
    for (int f = 0; f < columns.length; f++) {
      double[] column = plain.column(FEATURES.get(f));
      for (int r = 0; r < ids.length; r++) {
        columns[f][(int) ids[r] - 1] = column[r];
      }
    }
    return columns;
  }

  private static FeatureCuts cuts(double[][] columns, RowOrder rows, QuantileCuts quantiles) {
    double[][] training = new double[columns.length][];
    for (int f = 0; f < columns.length; f++) {
      training[f] = Arrays.copyOf(columns[f], rows.training());
    }
    return quantiles.of(FEATURES, training);
  }

  private static void assertSameBins(
      LaidOutFeatures laidOut, FeatureCuts cuts, double[][] columns) {
    Map<Integer, byte[]> bins = binsByFeature(laidOut);
    assertThat(bins).hasSize(columns.length);
    for (int f = 0; f < columns.length; f++) {
      byte[] expected = new byte[columns[f].length];
      for (int r = 0; r < expected.length; r++) {
        expected[r] = (byte) cuts.bin(f, columns[f][r]);
      }
      assertThat(bins.get(f)).isEqualTo(expected);
    }
  }

  private static Map<Integer, byte[]> binsByFeature(LaidOutFeatures laidOut) {
    Map<Integer, byte[]> result = new TreeMap<>();
    for (BinnedBlock block : laidOut.blocks().<BinnedBlock>map((s, b, c) -> b)) {
      for (int c = 0; c < block.columns(); c++) {
        result.put(block.feature(c), block.bins(c));
      }
    }
    return result;
  }
}
