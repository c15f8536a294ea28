package dev.tributary.fl.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The values that the tasks of one executor share, the most recently used few of them. Thread-safe;
 * a loader runs once per key while others wait for it.
 */
public final class SharedValues {
  /** Levels of a tree are answered one after the other, so few values are live at once. */
  private static final int CAPACITY = 8;

  private final int capacity;

  private final Map<String, CompletableFuture<Object>> values =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Object>> eldest) {
          return size() > capacity;
        }
      };

  /** As many as an executor needs at once. */
  public SharedValues() {
    this(CAPACITY);
  }

  /**
   * @param capacity values that are kept, at least 1: for large values, as few as are in use at
   *     once
   */
  public SharedValues(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "capacity must be at least 1. Provided value: " + capacity);
    }
    this.capacity = capacity;
  }

  /** The value under a key, loaded if absent. A failed load is not kept. */
  @SuppressWarnings("unchecked")
  public <T> T shared(String key, Supplier<T> loader) {
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> present;
    synchronized (values) {
      present = values.putIfAbsent(key, mine);
    }
    if (present != null) {
      return (T) present.join();
    }
    try {
      T value = loader.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      synchronized (values) {
        values.remove(key, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }
}
