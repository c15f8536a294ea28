package dev.tributary.aggregator.admission;

import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a caller has shown in its TLS handshake. */
final class Shown {
  private Shown() {}

  /** A certificate of a new CA; with hosts, a server's. */
  static Certificate certificate(Path folder, String name, List<String> hosts) throws Exception {
    CertificateAuthority ca = CertificateAuthority.init(folder, "ca");
    PartyId party = new PartyId(name);
    CertificateRequests.create(folder, party, hosts);
    Path signed = folder.resolve(name + ".crt");
    ca.sign(folder.resolve(name + ".csr"), party, hosts, Duration.ofDays(1), signed);
    try (InputStream in = Files.newInputStream(signed)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** A session in which this certificate was shown, or none. */
  static SSLSession session(Optional<Certificate> shown) {
    return (SSLSession)
        Proxy.newProxyInstance(
            Shown.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getPeerCertificates")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return new Certificate[] {
                shown.orElseThrow(() -> new SSLPeerUnverifiedException("nothing was shown"))
              };
            });
  }
}
