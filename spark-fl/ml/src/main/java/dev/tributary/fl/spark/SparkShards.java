package dev.tributary.fl.spark;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.spark.data.BlockFiles;
import dev.tributary.fl.spark.data.ClosureBytes;
import dev.tributary.fl.spark.data.HadoopSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Blocks on Spark executors: one job per {@link #map}, one task per shard. Blocks are resident as
 * objects while memory lasts; one that was evicted, or whose executor is gone, is read again from
 * its file, so results never depend on the cache.
 */
public final class SparkShards<B> implements Shards<B> {
  /** Kernels above this many bytes are broadcast: tasks would copy them out of their closure. */
  private static final int INLINE_KERNEL_BYTES = 128 << 10;

  private static final AtomicLong JOBS = new AtomicLong();

  private final SparkCompute compute;
  private final int count;
  private final JavaRDD<B> blocks;
  private final Runnable onRelease;

  SparkShards(SparkCompute compute, BlockFiles<B> files, int count, Runnable onRelease) {
    this.compute = compute;
    this.count = count;
    this.onRelease = onRelease;
    Broadcast<HadoopSettings> settings = compute.settings();
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    this.blocks =
        compute
            .spark()
            .parallelize(numbers, Math.max(count, 1))
            .map(shard -> files.read(settings.value(), shard))
            .setName("blocks of " + compute.name())
            .persist(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public <R> List<R> map(Kernel<? super B, R> kernel) {
    return count == 0 ? List.of() : SparkFailures.unwrap(() -> run(kernel));
  }

  @Override
  public <D> Shards<D> derive(Kernel<? super B, D> kernel, BlockCodec<D> codec) {
    String directory = compute.work().newDirectory("derived");
    BlockFiles<D> files = new BlockFiles<>(directory, codec);
    Broadcast<HadoopSettings> settings = compute.settings();
    map(
        (shard, block, context) -> {
          files.write(settings.value(), shard, kernel.apply(shard, block, context));
          return new byte[0];
        });
    return new SparkShards<>(compute, files, count, () -> compute.work().delete(directory));
  }

  /** Drops the blocks from the executors; they are read again from their files when needed. */
  public void evict() {
    blocks.unpersist(true);
    blocks.persist(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public void release() {
    blocks.unpersist(false);
    onRelease.run();
  }

  private <R> List<R> run(Kernel<? super B, R> kernel) {
    byte[] bytes = ClosureBytes.of(kernel);
    Broadcast<byte[]> broadcast =
        bytes.length > INLINE_KERNEL_BYTES ? compute.spark().broadcast(bytes) : null;
    try {
      ShardTask<B, R> task =
          new ShardTask<>(
              compute.id(),
              compute.exchange(),
              JOBS.getAndIncrement(),
              broadcast == null ? bytes : null,
              broadcast);
      List<R> results = new ArrayList<>(count);
      for (TaskResult<R> result : blocks.mapPartitionsWithIndex(task, true).collect()) {
        results.add(result.result());
      }
      return results;
    } finally {
      if (broadcast != null) {
        broadcast.destroy();
      }
    }
  }
}
