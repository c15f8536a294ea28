package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowArrangement;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.EarlyStopping;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.FederationException;
import java.util.Iterator;
import java.util.List;

/**
 * Trains one perceptron on all parties' rows by averaging what each party's own training does to
 * the weights (McMahan et al., Communication-efficient learning of deep networks from decentralized
 * data, 2017). Every party calls it with the same settings and features; all get the same model,
 * bit for bit, however the parties' rows are partitioned and ordered.
 *
 * <p>With one local epoch of one batch of all rows it is gradient descent on the rows of all.
 * Otherwise the model depends on who has which rows, as every federated average does.
 */
public final class HorizontalMlp {
  /** Sums before the first round: terms, moments, rows that validate. */
  static final int SUMS = 1 + GlmMoments.SUMS + 1;

  /** Most weights: 16 MB of words a sum. */
  static final int MOST_WEIGHTS = 1 << 21;

  private static final String TOLD =
      "lost before a total that says of fewer parties what the moments said of all: without hidden"
          + " layers under squared error; start all again without sum.min-parties, since totals of"
          + " fewer less those before would show the lost party's";

  private HorizontalMlp() {}

  /**
   * Trains.
   *
   * @param rows this party's to train on, which {@code glm/RowLimits} has found in range; closed in
   *     the end
   * @param validating this party's rows that validate, in range too; may have none; closed
   * @param open one sum compares the terms, two are of moments, one counts the rows that validate,
   *     every round is one, and the last loss
   * @param progress told of every round
   * @throws FederationException USER, at all parties alike, where terms differ, there is nothing to
   *     learn or the training diverges; at the party alone if it has no rows
   */
  public static MlpFit fit(
      PartyRows rows,
      PartyRows validating,
      SecureSum open,
      MlpSettings settings,
      Progress progress) {
    try (rows;
        validating) {
      requireRoom(rows.features().size(), settings.objective(), settings.hidden());
      SecureSum sum = settings.tellsMoments() ? new SumOfAll(open, TOLD) : open;
      requireEqual(sum, rows, settings);
      GlmMoments moments = GlmMoments.of(rows, settings.objective().labels(), sum, "mlp");
      WideTotals validation =
          WideTotals.ofThoseLeft(sum, "mlp-validation", validating.sum(new CountKernel()));
      EarlyStopping.requireRows(
          settings.earlyStoppingRounds(),
          validation.values()[CountKernel.WEIGHT],
          validation.parties().size());
      MlpScale scale = new MlpScale(settings.objective(), moments);
      try (PartyRows scaled = rows.on(scale.rows());
          PartyRows shards = scaled.arranged(arrangement(scaled, settings));
          PartyRows judged = validating.on(scale.rows())) {
        MlpRounds rounds =
            new MlpRounds(
                shards,
                judged,
                validation.values()[CountKernel.WEIGHT],
                validation.parties(),
                sum,
                settings,
                progress);
        return rounds.run(scale, moments, (long) validation.values()[CountKernel.ROWS]);
      }
    }
  }

  /**
   * By what this party knows before it hears of the others.
   *
   * @param hidden units of every hidden layer
   * @throws FederationException USER where there are no columns, or too many weights for a sum
   */
  public static void requireRoom(int features, MlpObjective objective, List<Integer> hidden) {
    if (features == 0) {
      throw FederationException.user("there are no columns to learn from");
    }
    long weights = Topology.of(features, hidden, objective.outputs(), Activation.SIGMOID).weights();
    if (weights > MOST_WEIGHTS) {
      throw FederationException.user(
          "layers of %s units over %d columns have %d weights, and %d are the most: have fewer or"
              + " smaller layers, or fewer columns",
          hidden, features, weights, MOST_WEIGHTS);
    }
  }

  private static void requireEqual(SecureSum sum, PartyRows rows, MlpSettings settings) {
    Total total = SameTerms.require(sum, "mlp-terms", rows.features() + "; " + settings);
    if (total.parties().size() > MlpScale.MOST_PARTIES) {
      throw FederationException.user(
          "a perceptron has at most %d parties. Provided value: %d",
          MlpScale.MOST_PARTIES, total.parties().size());
    }
  }

  /** As many shards as the party's own rows fill; nobody else hears how many. */
  private static RowArrangement arrangement(PartyRows rows, MlpSettings settings) {
    double count = WideSums.decode(rows.sum(new CountKernel()))[CountKernel.ROWS];
    double shards = Math.ceil(count / settings.local().shardRows());
    return new RowArrangement((int) Math.max(1, Math.min(shards, 1 << 20)), settings.seed());
  }

  /** How many rows, and their weight. */
  private record CountKernel() implements RowKernel {
    static final int ROWS = 0;
    static final int WEIGHT = 1;

    @Override
    public int words() {
      return WideSums.words(2);
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      WideSums sums = new WideSums(2);
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          sums.add(ROWS, 1);
          sums.add(WEIGHT, block.weight(r));
          sums.row();
        }
      }
      return sums.words();
    }
  }
}
