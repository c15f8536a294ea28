package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a certificate is that TLS has verified. */
class GatekeeperTest {
  @TempDir private Path folder;

  @Test
  void aPartysCertificateIsItsOwn() throws Exception {
    assertThat(Gatekeeper.party(showing(certificate("lender", List.of()))))
        .contains(new PartyId("lender"));
  }

  /** Whoever holds an aggregator's key would otherwise be a party of the aggregator's name. */
  @Test
  void aServersCertificateIsNoPartys() throws Exception {
    assertThat(Gatekeeper.party(showing(certificate("relay", List.of("localhost"))))).isEmpty();
  }

  @Test
  void nothingShownIsNobody() {
    assertThat(Gatekeeper.party(null)).isEqualTo(Optional.empty());
    assertThat(Gatekeeper.party(session(Optional.empty()))).isEmpty();
  }

  private Certificate certificate(String name, List<String> hosts) throws Exception {
    CertificateAuthority ca = CertificateAuthority.init(folder, "ca");
    PartyId party = new PartyId(name);
    CertificateRequests.create(folder, party, hosts);
    Path signed = folder.resolve(name + ".crt");
    ca.sign(folder.resolve(name + ".csr"), party, hosts, Duration.ofDays(1), signed);
    try (InputStream in = Files.newInputStream(signed)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static SSLSession showing(Certificate certificate) {
    return session(Optional.of(certificate));
  }

  private static SSLSession session(Optional<Certificate> shown) {
    return (SSLSession)
        Proxy.newProxyInstance(
            GatekeeperTest.class.getClassLoader(),
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
