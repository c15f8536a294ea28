package dev.tributary.fl.data;

import dev.tributary.protocol.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Blocks in this JVM's memory; kernels run on a few threads. The oracle for {@code SparkShards}.
 */
public final class LocalShards<B> implements Shards<B> {
  private final List<B> blocks;
  private final Context context;
  private final int parallelism;

  /**
   * @param blocks one per shard
   * @param exchange what kernels see as their executor's exchange; may be null if none sends
   * @param parallelism threads, at least 1
   */
  public LocalShards(List<B> blocks, Exchange exchange, int parallelism) {
    this(List.copyOf(blocks), new Context(exchange, new SharedValues()), parallelism);
  }

  private LocalShards(List<B> blocks, Context context, int parallelism) {
    this.blocks = blocks;
    this.context = context;
    this.parallelism = parallelism;
  }

  @Override
  public <D> Shards<D> derive(Kernel<? super B, D> kernel, BlockCodec<D> codec) {
    return new LocalShards<>(map(kernel), context, parallelism);
  }

  @Override
  public Shards<B> range(int from, int to) {
    return new LocalShards<>(blocks.subList(from, to), context, parallelism);
  }

  @Override
  public int count() {
    return blocks.size();
  }

  @Override
  public <R> List<R> map(Kernel<? super B, R> kernel) {
    if (parallelism == 1 || blocks.size() == 1) {
      List<R> results = new ArrayList<>();
      for (int shard = 0; shard < blocks.size(); shard++) {
        results.add(kernel.apply(shard, blocks.get(shard), context));
      }
      return results;
    }
    List<Callable<R>> tasks = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      int shard = i;
      tasks.add(() -> kernel.apply(shard, blocks.get(shard), context));
    }
    return ParallelCalls.call(Math.min(parallelism, blocks.size()), tasks);
  }

  private record Context(Exchange exchange, SharedValues values) implements ShardContext {
    @Override
    public <T> T shared(String key, Supplier<T> loader) {
      return values.shared(key, loader);
    }
  }
}
