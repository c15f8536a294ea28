package dev.tributary.aggregator.admission;

import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.aggregator.quota.Permit;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.CallHeaders;
import dev.tributary.transport.pki.Certificates;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Decides about a call by its headers alone: by whom it is, whether that one may make it, and
 * whether its party has a call left. Until then nothing is asked for, so that of the message of a
 * stranger nothing is read. What a call takes of its party's share it has until it has ended and
 * its answer was taken.
 */
public final class Gatekeeper implements ServerInterceptor {
  /** The calls that executors make; all others are a driver's. */
  private static final Set<String> FOR_EXECUTORS =
      Set.of(
          name(MailboxGrpc.getPutMethod()),
          name(MailboxGrpc.getFetchMethod()),
          name(MailboxGrpc.getHeartbeatMethod()));

  /** Calls that wait for other parties, or that take more room than the bytes of their messages. */
  private static final Set<String> WAITING =
      Set.of(
          name(MailboxGrpc.getOpenMethod()),
          name(MailboxGrpc.getPeersMethod()),
          name(MailboxGrpc.getAwaitMethod()),
          name(MailboxGrpc.getFinishMethod()),
          name(MailboxGrpc.getStatusMethod()));

  private final Sessions sessions;
  private final Connections connections;
  private final Consumer<FederationException> refused;

  /**
   * @param refused told of every call that is not let in
   */
  public Gatekeeper(
      Sessions sessions, Connections connections, Consumer<FederationException> refused) {
    this.sessions = sessions;
    this.connections = connections;
    this.refused = refused;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    RefusableCall<Q, R> admitted = new RefusableCall<>(call);
    List<Permit> permits = new ArrayList<>();
    try {
      String method = name(call.getMethodDescriptor());
      Caller caller = caller(call, headers);
      if (!FOR_EXECUTORS.contains(method)) {
        caller.driver();
      }
      PartyShare share = sessions.shares().of(caller.party());
      connections.admit(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR), share);
      permits.add(share.calls().take());
      if (WAITING.contains(method)) {
        permits.add(share.waits().take());
      }
      ArrivingBytes arriving = ArrivingBytes.current();
      arriving.count(share.arriving(), failure -> refuse(admitted, failure));
      return new AdmittedListener<>(
          Contexts.interceptCall(caller.context(), admitted, headers, next),
          admitted,
          () -> {
            arriving.end();
            permits.forEach(Permit::close);
          });
    } catch (FederationException e) {
      permits.forEach(Permit::close);
      refuse(admitted, e);
      return new ServerCall.Listener<>() {};
    }
  }

  private void refuse(RefusableCall<?, ?> call, FederationException failure) {
    refused.accept(failure);
    call.refuse(failure);
  }

  private Caller caller(ServerCall<?, ?> call, Metadata headers) {
    Optional<PartyId> certified = party(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
    if (certified.isPresent()) {
      return Caller.driver(certified.get());
    }
    byte[] token = headers.get(CallHeaders.TOKEN);
    if (token == null) {
      throw FederationException.user(
          "this call needs a party's certificate (subject CN=<party>, for client use) or the token"
              + " of a run");
    }
    return sessions
        .holder(token)
        .map(party -> Caller.executor(party, token))
        .orElseThrow(
            () ->
                FederationException.user(
                    "the token is not one of any run here: the run was started again, or is over"));
  }

  /** Whom TLS has verified, if the certificate is one of a party. */
  static Optional<PartyId> party(SSLSession tls) {
    if (tls == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = tls.getPeerCertificates();
      return chain[0] instanceof X509Certificate certificate && Certificates.forParty(certificate)
          ? Certificates.party(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static String name(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName();
  }
}
