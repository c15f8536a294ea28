package dev.tributary.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Fingerprint;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorAddressTest {
  @Test
  void readsHostAndPort() {
    AggregatorAddress name = AggregatorAddress.parse("relay.example:9440");
    assertThat(name.host()).isEqualTo("relay.example");
    assertThat(name.port()).isEqualTo(9440);
    assertThat(name).hasToString("relay.example:9440");
    assertThat(name.target()).isSameAs(name);
    assertThat(name.pinned()).isEmpty();

    AggregatorAddress six = AggregatorAddress.parse("[::1]:1");
    assertThat(six.host()).isEqualTo("::1");
    assertThat(six.authority()).isEqualTo("[::1]:1");
    assertThat(AggregatorAddress.parse("h:65535").port()).isEqualTo(65535);
  }

  @Test
  void aRelayIsWhereTheConnectionGoes() {
    AggregatorAddress address =
        AggregatorAddress.parse("relay.example:9440", Optional.of("10.0.0.7:8443"));

    assertThat(address.target()).isEqualTo(AggregatorAddress.parse("10.0.0.7:8443"));
    assertThat(address.authority()).isEqualTo("relay.example:9440");
    assertThat(address).hasToString("relay.example:9440 via 10.0.0.7:8443");
    assertThatThrownBy(() -> AggregatorAddress.parse("relay.example:9440", Optional.of("nowhere")))
        .hasMessageContaining("host:port. Provided value: nowhere");
  }

  @Test
  void aKeyIsPinnedToTheSameAddress() {
    Fingerprint key = new Fingerprint("sha256:" + "0a".repeat(32));
    AggregatorAddress pinned =
        AggregatorAddress.parse("relay.example:9440", Optional.of("10.0.0.7:8443")).pinned(key);

    assertThat(pinned.pinned()).contains(key);
    assertThat(pinned).hasToString("relay.example:9440 via 10.0.0.7:8443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"relay", "relay:", ":9440", "relay:0", "relay:65536", "relay:-1", " :1", ""})
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> AggregatorAddress.parse(text))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("aggregator address must be host:port")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }
}
