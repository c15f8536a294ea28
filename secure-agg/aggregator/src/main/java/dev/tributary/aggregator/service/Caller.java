package dev.tributary.aggregator.service;

import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Tokens;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.CallHeaders;
import dev.tributary.transport.pki.Certificates;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who is calling: a driver, by the certificate that TLS has verified against the federation's CA,
 * or an executor, by the token of its run.
 */
public final class Caller {
  private static final Context.Key<Caller> KEY = Context.key("tributary-caller");

  private final Optional<PartyId> driver;
  private final byte[] token;

  private Caller(Optional<PartyId> driver, byte[] token) {
    this.driver = driver;
    this.token = token;
  }

  static Caller current() {
    return KEY.get();
  }

  /** The party whose driver this is. */
  PartyId driver() {
    return driver.orElseThrow(
        () ->
            FederationException.user(
                "this call needs a party's certificate (subject CN=<party>, for client use)"));
  }

  boolean isDriver() {
    return driver.isPresent();
  }

  /** The party that a driver or an executor belongs to in a run. */
  PartyId of(Session session) {
    if (driver.isPresent()) {
      return driver.get();
    }
    return session
        .partyOf(Tokens.hash(token))
        .orElseThrow(
            () ->
                FederationException.user(
                    "the token is not one of run %s: the run was started again", session.run()));
  }

  /** The context in which {@link #current} is this caller. */
  static Context context(Optional<PartyId> driver, byte[] token) {
    return Context.current().withValue(KEY, new Caller(driver, token));
  }

  /** Finds out who is calling before each call. */
  public static ServerInterceptor interceptor() {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        byte[] token = headers.get(CallHeaders.TOKEN);
        Context context =
            context(
                party(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)),
                token == null ? new byte[0] : token);
        return Contexts.interceptCall(context, call, headers, next);
      }
    };
  }

  private static Optional<PartyId> party(SSLSession tls) {
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
}
