package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.training.Direction;
import dev.tributary.protocol.FederationException;
import java.util.Map;

/**
 * A party's binned columns.
 *
 * @param cuts meaning of the features
 * @param blocks feature blocks over all rows; the label party's may have no shard
 * @param rows the common rows, training rows first
 * @param monotone features with which predictions move one way only, by name
 */
public record PartyColumns(
    FeatureCuts cuts, Shards<BinnedBlock> blocks, RowOrder rows, Map<String, Direction> monotone) {
  public PartyColumns {
    monotone = Map.copyOf(monotone);
    if (!cuts.names().containsAll(monotone.keySet())) {
      throw new IllegalArgumentException(
          "monotone must name features. Provided value: " + monotone.keySet());
    }
  }

  /** Columns with which predictions may move as they do. */
  public PartyColumns(FeatureCuts cuts, Shards<BinnedBlock> blocks, RowOrder rows) {
    this(cuts, blocks, rows, Map.of());
  }

  /**
   * @param trees of a round
   * @throws FederationException USER for monotone features where no one score can follow them
   */
  void requireOneScore(int trees) {
    if (trees > 1 && !monotone.isEmpty()) {
      throw FederationException.user(
          "monotone columns do not go with objective: multiclass, where the probability of one class"
              + " rises as those of others fall; take '%s' out of data.monotone",
          String.join("', '", monotone.keySet().stream().sorted().toList()));
    }
  }
}
