package dev.tributary.fl.data;

import java.io.Serializable;
import java.util.List;

/** This party's executors. */
public interface Compute {
  /** Places blocks on the executors, one shard each. The blocks are shipped once. */
  <B extends Serializable> Shards<B> distribute(List<B> blocks);

  /**
   * Wraps work that nothing waits for yet: while it runs, tasks of the jobs that its thread starts
   * give way to those of other threads, as far as the scheduler knows how.
   */
  default Runnable inBackground(Runnable work) {
    return work;
  }

  /** Tasks that run at once; a hint for how many shards to make. */
  int parallelism();
}
