package dev.tributary.aggregator.admission;

import dev.tributary.protocol.FederationException;
import dev.tributary.transport.CallErrors;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** A call that may be refused while it is under way; its own answer then goes nowhere. */
final class RefusableCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private boolean closed;
  private boolean refused;

  RefusableCall(ServerCall<Q, R> call) {
    super(call);
  }

  /** Ends the call, unless it was answered. */
  synchronized void refuse(FederationException why) {
    if (!closed) {
      closed = true;
      refused = true;
      StatusRuntimeException failure = CallErrors.toStatus(why);
      super.close(failure.getStatus(), failure.getTrailers());
    }
  }

  synchronized boolean refused() {
    return refused;
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!refused) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(R message) {
    if (!refused) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!refused) {
      closed = true;
      super.close(status, trailers);
    }
  }
}
