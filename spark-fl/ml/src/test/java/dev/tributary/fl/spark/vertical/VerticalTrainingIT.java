package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.Auc;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.vertical.VerticalTraining.Baseline;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.inmemory.InMemoryMailbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both parties of a real data set on one Spark. */
final class VerticalTrainingIT {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final TreeParameters TREES =
      TreeParameters.DEFAULTS.withTrees(50).withDepth(3).withRegularization(0.1, 0, 1e-3, 0);
  private static final LayoutSettings LAYOUT =
      new LayoutSettings(32, 1, 100_000, FeatureOrder.RANDOM);
  private static InMemoryMailbox mailbox;

  @TempDir Path directory;

  @Test
  void reachesTheReferenceOnDefaultCredit() throws Exception {
    mailbox = new InMemoryMailbox();
    Dataset<Row> guest = SharedData.table("default_credit_hetero_guest.csv.gz");
    Dataset<Row> host = SharedData.table("default_credit_hetero_host.csv").repartition(3);
    RowOrder order = new RowOrder(24_000, 0, 6_000);
    int[] placement = placement(order);
    Map<String, Double> seconds = new TreeMap<>();

    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<FeatureResult> feature =
          pool.submit(
              () -> {
                try (SparkCompute compute = compute(BUREAU)) {
                  return training(BUREAU, compute, RunListener.silent())
                      .feature(table(host, names(10), order, placement), 1);
                }
              });
      Future<LabelOutcome> label =
          pool.submit(
              () -> {
                try (SparkCompute compute = compute(LENDER)) {
                  return training(LENDER, compute, recording(seconds))
                      .label(
                          table(guest, names(13), order, placement),
                          LabelColumns.of("y"),
                          Objective.binary(),
                          Baseline.SOLO);
                }
              });
      LabelOutcome outcome = label.get();
      System.out.println("default_credit_hetero, plain-1: stages in s " + seconds);
      System.out.println(
          "seconds per tree: joint "
              + outcome.joint().secondsPerTree()
              + ", solo "
              + outcome.solo().orElseThrow().secondsPerTree());

      double[] labels = table(guest, names(13), order, placement).values("y");
      assertThat(testAuc(labels, outcome.joint().rawScores()[0])).isBetween(0.7834, 0.7874);
      assertThat(testAuc(labels, outcome.solo().orElseThrow().rawScores()[0]))
          .isBetween(0.7365, 0.7405);
      assertThat(feature.get().model().splits()).isNotEmpty();
      assertThat(seconds).containsOnlyKeys("layout", "train joint", "train solo");
    } finally {
      pool.shutdownNow();
    }
  }

  /** Row {@code id - 1} of the aligned order; every fifth id is for testing. */
  private static int[] placement(RowOrder order) {
    int[] placement = new int[order.rows()];
    int training = 0;
    int test = order.testStart();
    for (int row = 0; row < placement.length; row++) {
      placement[row] = (row + 1) % 5 == 0 ? test++ : training++;
    }
    return placement;
  }

  private static AlignedTable table(
      Dataset<Row> source, List<String> features, RowOrder order, int[] placement) {
    Dataset<Row> aligned = source.select(functions.col("id"), functions.expr("id - 1L").as("row"));
    return AlignedTable.join(source, aligned, "row", List.of("id"), features, order, placement);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "x" + i).toList();
  }

  private static double testAuc(double[] labels, double[] scores) {
    return Auc.of(
        Arrays.copyOfRange(scores, 24_000, 30_000), Arrays.copyOfRange(labels, 24_000, 30_000));
  }

  private SparkCompute compute(PartyId party) {
    return new SparkCompute(
        SparkForTests.session(), directory.resolve(party.name()).toString(), new Supplier(party));
  }

  private static VerticalTraining training(PartyId self, SparkCompute compute, RunListener stages) {
    FederatedSession session =
        new FederatedSession(
            self,
            Roster.vertical(List.of(LENDER, BUREAU)),
            new RunId("r1"),
            0,
            mailbox.exchange(self),
            compute,
            Duration.ofMinutes(5));
    return new VerticalTraining(
        session,
        compute,
        TREES,
        SamplingSecret.fresh(),
        LAYOUT,
        Map.of(),
        new PlainLinearMap(),
        stages);
  }

  private static RunListener recording(Map<String, Double> seconds) {
    return new RunListener() {
      @Override
      public void finished(String stage, double elapsed) {
        seconds.put(stage, elapsed);
      }
    };
  }

  private static final class Supplier implements ExchangeSupplier {
    private static final long serialVersionUID = 1L;
    private final PartyId party;

    Supplier(PartyId party) {
      this.party = party;
    }

    @Override
    public Exchange exchange() {
      return mailbox.exchange(party);
    }
  }
}
