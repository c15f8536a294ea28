package dev.tributary.fl.data;

import java.io.Serializable;
import java.util.List;

/** This party's executors. */
public interface Compute {
  /** Places blocks on the executors, one shard each. The blocks are shipped once. */
  <B extends Serializable> Shards<B> distribute(List<B> blocks);

  /** Tasks that run at once; a hint for how many shards to make. */
  int parallelism();
}
