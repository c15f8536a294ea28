package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.BlockCodec;
import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.fl.data.Shards;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Function1;

/**
 * Blocks on Spark executors: one job per {@link #map}, one task per shard, and one job per message
 * that is published, one task per core. Blocks are resident as objects while memory lasts; one that
 * was evicted, or whose executor is gone, is read again from its file, so results never depend on
 * the cache.
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
    this(compute, count, resident(compute, files, count), onRelease);
  }

  private SparkShards(SparkCompute compute, int count, JavaRDD<B> blocks, Runnable onRelease) {
    this.compute = compute;
    this.count = count;
    this.blocks = blocks;
    this.onRelease = onRelease;
  }

  private static <B> JavaRDD<B> resident(SparkCompute compute, BlockFiles<B> files, int count) {
    Broadcast<HadoopSettings> settings = compute.settings();
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    return compute
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
    if (count == 0) {
      return List.of();
    }
    return SparkFailures.unwrap(
        () ->
            this.<Kernel<? super B, R>, R>run(
                kernel, shipped -> blocks.mapPartitionsWithIndex(new ShardTask<>(shipped), true)));
  }

  /** A task takes several shards, and makes the next piece while the last ones are on their way. */
  @Override
  public void publish(Exchange driver, StepAddress step, PayloadKernel<? super B> kernel) {
    if (count == 0) {
      Shards.super.publish(driver, step, kernel);
      return;
    }
    List<PieceReceipt> receipts =
        SparkFailures.unwrap(
            () ->
                this.<PayloadKernel<? super B>, PieceReceipt>run(
                    kernel,
                    shipped ->
                        numbered()
                            .coalesce(Math.max(1, compute.parallelism()))
                            .mapPartitions(new PublishTask<>(shipped, step))));
    driver.commit(new StepManifest(step, receipts));
  }

  private JavaRDD<NumberedBlock<B>> numbered() {
    return blocks.mapPartitionsWithIndex(
        (shard, block) ->
            Collections.singleton(new NumberedBlock<>(shard, block.next())).iterator(),
        true);
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

  @Override
  public Shards<B> range(int from, int to) {
    Function1<Object, Object> within =
        (Function1<Object, Object> & Serializable) shard -> from <= (int) shard && (int) shard < to;
    JavaRDD<B> some = PartitionPruningRDD.create(blocks.rdd(), within).toJavaRDD();
    return new SparkShards<>(compute, to - from, some, () -> {});
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

  private <K, R> List<R> run(K kernel, Function<ShippedKernel<K>, JavaRDD<TaskResult<R>>> job) {
    byte[] bytes = ClosureBytes.of(kernel);
    Broadcast<byte[]> broadcast =
        bytes.length > INLINE_KERNEL_BYTES ? compute.spark().broadcast(bytes) : null;
    try {
      ShippedKernel<K> shipped =
          new ShippedKernel<>(
              compute.id(),
              compute.exchange(),
              JOBS.getAndIncrement(),
              broadcast == null ? bytes : null,
              broadcast);
      List<R> results = new ArrayList<>(count);
      for (TaskResult<R> result : job.apply(shipped).collect()) {
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
