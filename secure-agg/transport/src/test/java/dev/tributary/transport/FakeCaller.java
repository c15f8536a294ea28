package dev.tributary.transport;

import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.Certificates;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Who calls a fake aggregator: a party by its certificate, or an executor by the run's token. */
final class FakeCaller {
  private static final Context.Key<String> NAME = Context.key("caller");

  private FakeCaller() {}

  static String name() {
    return NAME.get();
  }

  static PartyId party() {
    return new PartyId(name());
  }

  static ServerInterceptor interceptor() {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SSLSession tls = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        String name =
            Arrays.equals(headers.get(CallHeaders.TOKEN), FakeAggregator.TOKEN)
                ? "executor"
                : certified(tls);
        return Contexts.interceptCall(Context.current().withValue(NAME, name), call, headers, next);
      }
    };
  }

  private static String certified(SSLSession tls) {
    try {
      return Certificates.party((X509Certificate) tls.getPeerCertificates()[0])
          .orElseThrow()
          .name();
    } catch (SSLPeerUnverifiedException e) {
      return "nobody";
    }
  }
}
