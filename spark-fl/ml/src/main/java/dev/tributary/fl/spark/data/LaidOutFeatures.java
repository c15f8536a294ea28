package dev.tributary.fl.spark.data;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.Shards;

/**
 * A party's binned features on its executors.
 *
 * @param cuts by feature number, private to the party
 * @param blocks one shard per feature block; releasing it deletes the block files
 */
public record LaidOutFeatures(FeatureCuts cuts, Shards<BinnedBlock> blocks) {}
