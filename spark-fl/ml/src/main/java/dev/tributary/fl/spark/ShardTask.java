package dev.tributary.fl.spark;

import dev.tributary.fl.data.Shards.Kernel;
import dev.tributary.protocol.ExchangeSupplier;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs one job's kernel on one block. Small, since every task reads it anew; the kernel itself
 * travels as bytes, inline or broadcast, and is read once per executor.
 */
final class ShardTask<B, R> implements Function2<Integer, Iterator<B>, Iterator<TaskResult<R>>> {
  private static final long serialVersionUID = 1L;

  private final String compute;
  private final ExchangeSupplier exchange;
  private final long job;
  private final byte[] inline;
  private final Broadcast<byte[]> broadcast;

  /** One of {@code inline} and {@code broadcast} is null. */
  ShardTask(
      String compute,
      ExchangeSupplier exchange,
      long job,
      byte[] inline,
      Broadcast<byte[]> broadcast) {
    this.compute = compute;
    this.exchange = exchange;
    this.job = job;
    this.inline = inline;
    this.broadcast = broadcast;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<TaskResult<R>> call(Integer shard, Iterator<B> block) {
    ExecutorContext context = ExecutorContext.of(compute, exchange);
    Kernel<? super B, R> kernel =
        (Kernel<? super B, R>)
            context.kernel(job, () -> inline == null ? broadcast.value() : inline);
    return Collections.singleton(TaskResult.of(kernel.apply(shard, block.next(), context)))
        .iterator();
  }
}
