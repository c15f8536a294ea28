package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.Shards.Kernel;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;

/** Runs one job's kernel on one block. */
final class ShardTask<B, R> implements Function2<Integer, Iterator<B>, Iterator<TaskResult<R>>> {
  private static final long serialVersionUID = 1L;

  private final ShippedKernel<Kernel<? super B, R>> shipped;

  ShardTask(ShippedKernel<Kernel<? super B, R>> shipped) {
    this.shipped = shipped;
  }

  @Override
  public Iterator<TaskResult<R>> call(Integer shard, Iterator<B> block) {
    R result = shipped.kernel().apply(shard, block.next(), shipped.context());
    return Collections.singleton(TaskResult.of(result)).iterator();
  }
}
