package dev.tributary.fl.data;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.Serializable;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A party's partitions, wherever they live: {@link LocalShards} in this JVM, {@code SparkShards} on
 * a cluster. The blocks stay where they are; kernels travel to them.
 *
 * <p>Kernels may run more than once for one block (retries, speculation) and must then produce the
 * same bytes: randomness comes in through the closure, derived on the driver.
 *
 * @param <B> type of a block
 */
public interface Shards<B> {
  /** Number of shards; their numbers are 0 to {@code count() - 1}. */
  int count();

  /**
   * Runs a kernel on every block, at most one job.
   *
   * @param <R> primitive arrays, byte[] or simple final classes (they cross Spark), at most 32 MB
   * @return one result per shard, in shard order
   */
  <R> List<R> map(Kernel<? super B, R> kernel);

  /** Runs a kernel on every block and merges the results in shard order. */
  default <R> R aggregate(Kernel<? super B, R> kernel, BinaryOperator<R> merge) {
    return map(kernel).stream()
        .reduce(merge)
        .orElseThrow(() -> FederationException.user("there are no shards to aggregate"));
  }

  /**
   * Sends one message whose piece {@code s} is what the kernel writes for shard {@code s}:
   * executors put their pieces straight to the mailbox, then the driver commits.
   */
  default void publish(Exchange driver, StepAddress step, PayloadKernel<? super B> kernel) {
    List<PieceReceipt> receipts =
        map(
            (shard, block, context) ->
                context
                    .exchange()
                    .put(step.shard(shard), out -> kernel.write(shard, block, context, out)));
    driver.commit(new StepManifest(step, receipts));
  }

  /**
   * Computes one new block from every block, once, and keeps it where an executor's cache cannot
   * lose it: for what is expensive to compute and used by many later jobs.
   *
   * @param codec how the new blocks are drawn in this party's own storage
   * @return shards of the same numbers, to be released by the caller
   */
  <D> Shards<D> derive(Kernel<? super B, D> kernel, BlockCodec<D> codec);

  /**
   * Some neighbouring shards where they are, numbered from 0; they go when these are released.
   *
   * @param from first shard
   * @param to one past the last, at most {@link #count()}
   */
  Shards<B> range(int from, int to);

  /** Releases what the blocks occupy on the executors. */
  default void release() {}

  /** A function of one block. Serialised by Java serialization within the party's own cluster. */
  @FunctionalInterface
  interface Kernel<B, R> extends Serializable {
    R apply(int shard, B block, ShardContext context);
  }
}
