package dev.tributary.fl.spark.stage;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.protocol.FederationException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where estimators and models get the session of their next {@code fit} or {@code transform}. Every
 * session is used once, since messages of two uses would have the same addresses. Sessions of all
 * parties must be asked for in the same order: a party's n-th meets the n-th of the others.
 *
 * <p>Thread-safe. Lives in the driver and is never persisted.
 */
@FunctionalInterface
public interface FederatedSessions {
  /**
   * A session that nothing has used; its compute is a {@link SparkCompute} that stays open as long
   * as what was scored with it is read.
   */
  FederatedSession next();

  /** A single session; asking again is refused with USER. */
  static FederatedSessions once(FederatedSession session) {
    Objects.requireNonNull(session, "session");
    AtomicBoolean used = new AtomicBoolean();
    return () -> {
      if (used.getAndSet(true)) {
        throw FederationException.user(
            "session of run %s, epoch %d was used before; give every fit and transform one of its"
                + " own with setSession",
            session.run(), session.epoch());
      }
      return session;
    };
  }
}
