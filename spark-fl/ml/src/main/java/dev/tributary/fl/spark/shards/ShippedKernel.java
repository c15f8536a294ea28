package dev.tributary.fl.spark.shards;

import dev.tributary.protocol.ExchangeSupplier;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * A kernel on its way to the executors. Small, since every task reads it anew; the kernel itself
 * travels as bytes, inline or broadcast, and is read once per executor.
 *
 * @param <K> type of the kernel
 */
final class ShippedKernel<K> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String compute;
  private final ExchangeSupplier exchange;
  private final long job;
  private final byte[] inline;
  private final Broadcast<byte[]> broadcast;

  /** One of {@code inline} and {@code broadcast} is null. */
  ShippedKernel(
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

  /** What the kernel finds on this executor. */
  ExecutorContext context() {
    return ExecutorContext.of(compute, exchange);
  }

  @SuppressWarnings("unchecked")
  K kernel() {
    return (K) context().kernel(job, () -> inline == null ? broadcast.value() : inline);
  }
}
