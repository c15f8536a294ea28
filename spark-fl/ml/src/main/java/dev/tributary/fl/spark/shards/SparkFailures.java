package dev.tributary.fl.spark.shards;

import dev.tributary.protocol.FederationException;
import java.util.function.Supplier;

/** Finds what really happened behind Spark's multi-line job failures. */
public final class SparkFailures {
  private SparkFailures() {}

  /** Runs Spark work; a {@link FederationException} of a task is thrown as such. */
  public static <T> T unwrap(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw cause(e);
    } catch (Exception e) {
      // Spark's Scala code throws checked exceptions that no Java signature declares.
      throw cause(e);
    }
  }

  private static RuntimeException cause(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException e) {
        return t == failure ? e : new FederationException(e.code(), e.getMessage(), failure);
      }
    }
    if (failure instanceof RuntimeException e) {
      return e;
    }
    return new IllegalStateException(failure.getMessage(), failure);
  }
}
