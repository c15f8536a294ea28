package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.BlockCodec;

/**
 * How one kind of block is drawn as bytes in this party's own work directory. Never used on bytes
 * of another party.
 */
public interface BlockFormat<B> extends BlockCodec<B> {}
