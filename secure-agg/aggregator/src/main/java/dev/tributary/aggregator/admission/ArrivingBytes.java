package dev.tributary.aggregator.admission;

import dev.tributary.aggregator.quota.Allotment;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.function.Consumer;

/**
 * Counts the bytes of a call's message against its party's share as they come, long before the
 * message is whole, and until the call has ended. In a stream of messages each is dealt with before
 * the next is read, so there the current one counts; any other call keeps its message until its
 * client says that no more comes, and gRPC begins to read a second one to find out. Thread-safe.
 */
public final class ArrivingBytes extends ServerStreamTracer {
  private static final Context.Key<ArrivingBytes> KEY = Context.key("tributary-arriving");

  /** The call whose messages are a stream. */
  private static final String STREAM = MailboxGrpc.getPutMethod().getFullMethodName();

  /** The other call that brings what parties have for each other. */
  private static final String COMMIT = MailboxGrpc.getCommitMethod().getFullMethodName();

  /**
   * Most bytes of all other calls: twice those of an introduction, or of two lists of a run's
   * parties. A list of short names takes 17 times its bytes.
   */
  static final int SHORT = 1 << 16;

  private final boolean stream;
  private final long most;
  private Allotment share;
  private Consumer<FederationException> refuse;
  private long counted;
  private boolean ended;

  private ArrivingBytes(String method) {
    stream = method.equals(STREAM);
    most = stream || method.equals(COMMIT) ? Long.MAX_VALUE : SHORT;
  }

  /** Makes one for each call. */
  public static ServerStreamTracer.Factory factory() {
    return new Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new ArrivingBytes(method);
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
   * @param whenTooMany told once, if the party has too much under way or the call too long a
   *     message
   */
  synchronized void count(Allotment of, Consumer<FederationException> whenTooMany) {
    share = of;
    refuse = whenTooMany;
  }

  @Override
  public synchronized void inboundMessage(int number) {
    if (stream) {
      giveBack();
    }
  }

  @Override
  public synchronized void inboundWireSize(long bytes) {
    if (share == null || ended) {
      return;
    }
    try {
      share.take(bytes);
      counted += bytes;
      if (counted > most) {
        throw FederationException.user(
            "a message of this call has %d bytes at most; this one has more", most);
      }
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
