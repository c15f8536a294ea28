package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the tasks of one {@link SparkCompute} share within an executor JVM: exchange, values and the
 * latest kernels. Thread-safe.
 */
final class ExecutorContext implements ShardContext {
  /** A kernel may hold megabytes of gradients, and jobs of one party hardly overlap. */
  private static final int KERNELS = 2;

  /** Several parties may share a JVM in a simulation; a long-lived executor sees many runs. */
  private static final int CONTEXTS = 8;

  private static final Map<String, ExecutorContext> BY_COMPUTE = new Latest<>(CONTEXTS);

  private final ExchangeSupplier supplier;
  private final SharedValues values = new SharedValues();
  private final Map<Long, Object> kernels = new Latest<>(KERNELS);

  private ExecutorContext(ExchangeSupplier supplier) {
    this.supplier = supplier;
  }

  /** The context of a compute in this JVM. */
  static ExecutorContext of(String compute, ExchangeSupplier supplier) {
    synchronized (BY_COMPUTE) {
      return BY_COMPUTE.computeIfAbsent(compute, id -> new ExecutorContext(supplier));
    }
  }

  /** Forgets a compute in this JVM. */
  static void forget(String compute) {
    synchronized (BY_COMPUTE) {
      BY_COMPUTE.remove(compute);
    }
  }

  /** The kernel of a job, read from its bytes by the first task that asks. */
  Object kernel(long job, Supplier<byte[]> bytes) {
    synchronized (kernels) {
      return kernels.computeIfAbsent(job, id -> ClosureBytes.read(bytes.get()));
    }
  }

  @Override
  public Exchange exchange() {
    return supplier.exchange();
  }

  @Override
  public <T> T shared(String key, Supplier<T> loader) {
    return values.shared(key, loader);
  }

  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int capacity;

    Latest(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > capacity;
    }
  }
}
