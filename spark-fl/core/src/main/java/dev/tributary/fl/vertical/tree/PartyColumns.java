package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;

/**
 * A party's binned columns.
 *
 * @param cuts meaning of the features
 * @param blocks feature blocks over all rows; the label party's may have no shard
 * @param rows the common rows, training rows first
 */
public record PartyColumns(FeatureCuts cuts, Shards<BinnedBlock> blocks, RowOrder rows) {}
