package dev.tributary.transport.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  /** A request of a stranger may hold anything; whoever is asked to sign it must see that. */
  @Test
  void anAddressOfAnOddLengthIsShownAsItIs() {
    GeneralName odd = new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {1, 2}));
    GeneralName host = new GeneralName(GeneralName.dNSName, "relay.example");
    GeneralName address = new GeneralName(GeneralName.iPAddress, "10.0.0.7");

    assertThat(HostNames.text(List.of(odd, host, address)))
        .isEqualTo("7: #0102, relay.example, 10.0.0.7");
  }
}
