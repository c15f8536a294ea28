package dev.tributary.fl.bench;

import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.spark.horizontal.gbdt.SparkRawRows;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.PartyId;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * Boosted trees over all parties' rows, against the same code at a party with all of them, whose
 * sums are its own. The trees are the same, which is checked.
 */
final class BoostedTrees {
  private BoostedTrees() {}

  static SideBySide of(
      JavaSparkContext context, MaskedParties parties, MadeUpRows rows, int trees) {
    long before = parties.bytes();
    BoostingFit joint =
        parties.run(
            (party, compute, sum) ->
                fit(rows, trees, new Side(rows.of(context, party), compute, sum)));
    double bytes = (double) (parties.bytes() - before) / trees;
    JavaRDD<Row> all = rows.pooled(context, MaskedParties.COUNT);
    BoostingFit pooled =
        parties.run(
            (party, compute, sum) ->
                party == 0
                    ? fit(rows, trees, new Side(all, compute, PlainSum.alone(new PartyId("all"))))
                    : null);
    if (!joint.model().equals(pooled.model())) {
      throw new IllegalStateException("joint trees differ from those of the pooled rows");
    }
    return new SideBySide(
        "boosted trees", "tree", "the same code", rows, bytes, times(joint), times(pooled));
  }

  /** One party's rows and sums. */
  private record Side(JavaRDD<Row> table, SparkCompute compute, SecureSum sum) {}

  private static BoostingFit fit(MadeUpRows rows, int trees, Side side) {
    BoostingSettings preset = BoostingSettings.of(Objective.of("binary", 2));
    BoostingSettings settings = preset.with(trees, preset.depth(), preset.learningRate());
    RowRules rules = new RowRules(rows.names(), "label", "", settings.objective(), 1);
    return HorizontalGbt.fit(
        new SparkRawRows(side.table(), rules, side.compute()),
        side.sum(),
        settings,
        SamplingSecret.fresh(),
        Progress.silent());
  }

  private static SideBySide.Times times(BoostingFit fit) {
    PassTimes times = new PassTimes();
    fit.rounds().stream().map(RoundReport::seconds).forEach(times::took);
    return SideBySide.Times.of(times);
  }
}
