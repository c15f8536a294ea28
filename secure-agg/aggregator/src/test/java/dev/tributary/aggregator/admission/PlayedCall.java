package dev.tributary.aggregator.admission;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A call as the transport hands it over: whom TLS has verified, and what the call is answered. */
final class PlayedCall<Q, R> extends ServerCall<Q, R> {
  private final MethodDescriptor<Q, R> method;
  private final Attributes attributes;
  private final List<String> events = new ArrayList<>();
  private Caller caller;
  private ServerCall<Q, R> admitted;

  PlayedCall(MethodDescriptor<Q, R> method, SocketAddress from, Optional<SSLSession> tls) {
    this.method = method;
    Attributes.Builder about = Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, from);
    tls.ifPresent(session -> about.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, session));
    attributes = about.build();
  }

  /** Notes who calls and what becomes of the call. */
  ServerCallHandler<Q, R> handler() {
    return (call, headers) -> {
      caller = Caller.current();
      admitted = call;
      return new ServerCall.Listener<>() {
        @Override
        public void onCancel() {
          events.add("work is cancelled");
        }

        @Override
        public void onComplete() {
          events.add("work is complete");
        }
      };
    };
  }

  /** Who was let in; empty if nobody was. */
  Optional<Caller> caller() {
    return Optional.ofNullable(caller);
  }

  /** The call in the hands of whoever works on it. */
  ServerCall<Q, R> admitted() {
    return admitted;
  }

  List<String> events() {
    return events;
  }

  @Override
  public void request(int count) {
    events.add("a message is asked for");
  }

  @Override
  public void sendHeaders(Metadata headers) {
    events.add("headers");
  }

  @Override
  public void sendMessage(R message) {
    events.add("message");
  }

  @Override
  public void close(Status status, Metadata trailers) {
    events.add("closed: " + (status.isOk() ? "ok" : status.getDescription()));
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }
}
