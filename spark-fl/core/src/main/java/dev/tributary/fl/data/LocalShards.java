package dev.tributary.fl.data;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    return mapInParallel(kernel);
  }

  private <R> List<R> mapInParallel(Kernel<? super B, R> kernel) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(parallelism, blocks.size()));
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        int shard = i;
        futures.add(pool.submit(() -> kernel.apply(shard, blocks.get(shard), context)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while a kernel ran");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private record Context(Exchange exchange, SharedValues values) implements ShardContext {
    @Override
    public <T> T shared(String key, Supplier<T> loader) {
      return values.shared(key, loader);
    }
  }
}
