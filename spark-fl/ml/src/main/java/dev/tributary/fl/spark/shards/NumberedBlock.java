package dev.tributary.fl.spark.shards;

/**
 * A block with its shard's number, within a task.
 *
 * @param <B> type of the block
 */
record NumberedBlock<B>(int shard, B block) {}
