package dev.tributary.aggregator.admission;

import dev.tributary.aggregator.quota.Allotment;
import dev.tributary.protocol.FederationException;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.function.Consumer;

/**
 * Counts the bytes of a call's current message against its party's share as they come, long before
 * the message is whole, and until the next begins or the call has ended. Thread-safe.
 */
public final class ArrivingBytes extends ServerStreamTracer {
  private static final Context.Key<ArrivingBytes> KEY = Context.key("tributary-arriving");

  private Allotment share;
  private Consumer<FederationException> refuse;
  private long counted;
  private boolean ended;

  private ArrivingBytes() {}

  /** Makes one for each call. */
  public static ServerStreamTracer.Factory factory() {
    return new Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new ArrivingBytes();
      }
    };
  }

  /** Of the call under way. */
  static ArrivingBytes current() {
    return KEY.get();
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /**
   * Begins to count; before a call is let in, nothing of its message is asked for.
   *
   * @param whenTooMany told once, if the party has too much under way
   */
  synchronized void count(Allotment of, Consumer<FederationException> whenTooMany) {
    share = of;
    refuse = whenTooMany;
  }

  @Override
  public synchronized void inboundMessage(int number) {
    giveBack();
  }

  @Override
  public synchronized void inboundWireSize(long bytes) {
    if (share == null || ended) {
      return;
    }
    try {
      share.take(bytes);
      counted += bytes;
    } catch (FederationException e) {
      end();
      refuse.accept(e);
    }
  }

  /** Gives everything back and counts no more. */
  synchronized void end() {
    ended = true;
    giveBack();
  }

  private void giveBack() {
    if (counted > 0) {
      share.give(counted);
      counted = 0;
    }
  }
}
