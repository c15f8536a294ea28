package dev.tributary.fl.data;

import dev.tributary.protocol.Exchange;
import java.io.Serializable;
import java.util.List;

/**
 * Executors within this JVM.
 *
 * @param exchange this party's end, shared by all tasks
 * @param parallelism threads, at least 1
 */
public record LocalCompute(Exchange exchange, int parallelism) implements Compute {
  public LocalCompute {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "parallelism must be at least 1. Provided value: " + parallelism);
    }
  }

  @Override
  public <B extends Serializable> Shards<B> distribute(List<B> blocks) {
    return new LocalShards<>(blocks, exchange, parallelism);
  }
}
