package dev.tributary.fl.data;

import dev.tributary.protocol.Exchange;
import java.util.function.Supplier;

/** What a kernel finds on the executor that runs it. */
public interface ShardContext {
  /** This party's exchange, opened once per executor JVM. */
  Exchange exchange();

  /**
   * A value that all tasks of this executor share: loaded by the first that asks, dropped when
   * newer values need the room. For incoming pieces that every block of a level reads.
   *
   * @param key unique within the run, for example a step address
   * @param loader must not wait for a peer
   */
  <T> T shared(String key, Supplier<T> loader);
}
