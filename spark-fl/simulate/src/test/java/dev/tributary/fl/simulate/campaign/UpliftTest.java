package dev.tributary.fl.simulate.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.evaluation.Ranking;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.feature.QuantileCuts;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * What the bureau's columns are worth in the demo: the plaintext twin on the lender's columns and
 * on the joined table, trained on 70 % of the common rows, judged on the rest.
 */
class UpliftTest {
  private static final int SEEDS = 5;
  private static final int BINS = 32;
  private static final int MIN_SIDE_COUNT = 5;
  private static final double TRAINING_SHARE = 0.7;
  private static final PartyId LENDER = new PartyId("lender");

  @Test
  void theJointModelBeatsTheSoloOneOverSeeds() {
    double[] uplift = new double[SEEDS];
    for (int seed = 1; seed <= SEEDS; seed++) {
      List<Row[]> common = common(CampaignSpec.demo(seed));
      double solo = testAuc(common, 1);
      double joint = testAuc(common, 2);
      System.out.printf("campaign %d: solo %.4f, joint %.4f%n", seed, solo, joint);
      uplift[seed - 1] = joint - solo;
    }
    double mean = Arrays.stream(uplift).average().orElseThrow();
    double variance = Arrays.stream(uplift).map(u -> (u - mean) * (u - mean)).sum() / (SEEDS - 1.0);
    double standardError = Math.sqrt(variance / SEEDS);
    System.out.printf("uplift %.4f, standard error %.4f%n", mean, standardError);

    assertThat(mean).isGreaterThan(0.15);
    assertThat(mean - 2 * standardError).isGreaterThan(0.05);
  }

  /** Rows of both parties about the same people, in the lender's order, which is random. */
  private static List<Row[]> common(CampaignSpec spec) {
    List<Row[]> common = new ArrayList<>();
    CommonPeople.forEach(
        CampaignRows.lender(spec),
        CampaignRows.bureau(spec),
        (own, other) -> common.add(new Row[] {own, other}));
    return common;
  }

  /**
   * @param parties 1 for the lender's columns, 2 for both parties'
   */
  private static double testAuc(List<Row[]> common, int parties) {
    int training = (int) (TRAINING_SHARE * common.size());
    RowOrder rows = new RowOrder(training, 0, common.size() - training);
    double[] labels = common.stream().mapToDouble(pair -> pair[0].getInt(1)).toArray();
    List<double[]> columns = new ArrayList<>();
    for (int party = 0; party < parties; party++) {
      // An id first, and the lender's label behind it.
      for (int c = 2 - party; c < common.get(0)[party].size(); c++) {
        columns.add(column(common, party, c));
      }
    }
    double[] score = train(rows, labels, columns.toArray(double[][]::new));
    return Ranking.of(
            Sample.of(
                Arrays.copyOfRange(score, rows.testStart(), rows.rows()),
                Arrays.copyOfRange(labels, rows.testStart(), rows.rows())))
        .auc();
  }

  private static double[] column(List<Row[]> common, int party, int c) {
    return common.stream()
        .mapToDouble(
            pair ->
                pair[party].isNullAt(c) ? Double.NaN : ((Number) pair[party].get(c)).doubleValue())
        .toArray();
  }

  private static double[] train(RowOrder rows, double[] labels, double[][] columns) {
    List<String> names = IntStream.range(0, columns.length).mapToObj(c -> "c" + c).toList();
    double[][] training =
        Arrays.stream(columns)
            .map(column -> Arrays.copyOf(column, rows.training()))
            .toArray(double[][]::new);
    FeatureCuts cuts = new QuantileCuts(BINS, MIN_SIDE_COUNT).of(names, training);
    Shards<BinnedBlock> blocks =
        new LocalCompute(null, 2)
            .distribute(BlockLayout.natural(columns.length, 4).bin(cuts, columns));
    return VerticalGbt.trainSolo(
            LENDER,
            TreeParameters.DEFAULTS,
            Objective.binary(),
            rows,
            labels,
            null,
            cuts,
            blocks,
            Progress.silent())
        .rawScores()[0];
  }
}
