package dev.tributary.fl.spark.shards;

/**
 * A kernel's result on its way to the driver. Arrays of primitives pass as they are; anything else
 * is serialised here, so that Kryo, with registration required, need not know it.
 */
public final class TaskResult<R> {
  private final Object plain;
  private final byte[] serialized;

  private TaskResult(Object plain, byte[] serialized) {
    this.plain = plain;
    this.serialized = serialized;
  }

  static <R> TaskResult<R> of(R result) {
    boolean passes =
        result == null
            || (result.getClass().isArray() && result.getClass().componentType().isPrimitive());
    return passes
        ? new TaskResult<>(result, null)
        : new TaskResult<>(null, ClosureBytes.of(result));
  }

  @SuppressWarnings("unchecked")
  R result() {
    return (R) (serialized == null ? plain : ClosureBytes.read(serialized));
  }
}
