package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a certificate is that TLS has verified. */
class GatekeeperTest {
  @TempDir private Path folder;

  @Test
  void aPartysCertificateIsItsOwn() throws Exception {
    assertThat(Gatekeeper.party(showing("lender", List.of()))).contains(new PartyId("lender"));
  }

  /** Whoever holds an aggregator's key would otherwise be a party of the aggregator's name. */
  @Test
  void aServersCertificateIsNoPartys() throws Exception {
    assertThat(Gatekeeper.party(showing("relay", List.of("localhost")))).isEmpty();
  }

  @Test
  void nothingShownIsNobody() {
    assertThat(Gatekeeper.party(null)).isEqualTo(Optional.empty());
    assertThat(Gatekeeper.party(Shown.session(Optional.empty()))).isEmpty();
  }

  private SSLSession showing(String name, List<String> hosts) throws Exception {
    return Shown.session(Optional.of(Shown.certificate(folder, name, hosts)));
  }
}
