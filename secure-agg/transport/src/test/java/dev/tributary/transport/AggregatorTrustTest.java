package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloRequest;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that stand in for the aggregator: what they are sent, which must be nothing. */
class AggregatorTrustTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path folder;
  private TestFederation federation;
  private Identity genuine;
  private FakeAggregator server;

  @BeforeEach
  void certify() {
    federation = new TestFederation(folder);
    genuine = federation.server(AGGREGATOR, "localhost");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void hello(AggregatorAddress address) {
    try (MailboxClient client = MailboxClient.forDriver(address, federation.party(LENDER), SHORT)) {
      client.call(Duration.ofSeconds(10), stub -> stub.hello(HelloRequest.getDefaultInstance()));
    }
  }

  private void report(AggregatorAddress address) throws Exception {
    try (MailboxClient client =
        MailboxClient.forExecutor(
            address, Files.readAllBytes(federation.trust()), FakeAggregator.TOKEN, SHORT)) {
      client.call(
          Duration.ofSeconds(10), stub -> stub.heartbeat(HeartbeatRequest.getDefaultInstance()));
    }
  }

  private FederationException refused(AggregatorAddress address) {
    FederationException driver =
        catchThrowableOfType(FederationException.class, () -> hello(address));
    FederationException executor =
        catchThrowableOfType(FederationException.class, () -> report(address));
    assertThat(server.heard()).isEmpty();
    assertThat(driver.code()).isEqualTo(ErrorCode.USER);
    assertThat(executor).hasMessage(driver.getMessage());
    return driver;
  }

  @Test
  void thePinnedAggregatorIsSpokenTo() throws Exception {
    server = new FakeAggregator(genuine);

    hello(server.address());
    hello(server.address().pinned(genuine.fingerprint()));
    report(server.address().pinned(genuine.fingerprint()));

    assertThat(server.heard())
        .containsExactly("hello lender", "hello lender", "heartbeat executor");
  }

  /** The CA, or whoever got it to sign, has another server for the same host. */
  @Test
  void anotherKeyForTheSameHostIsSentNothing() throws Exception {
    server = new FakeAggregator(federation.server(LENDER, "localhost"));
    Fingerprint shown = federation.server(LENDER, "localhost").fingerprint();

    assertThat(refused(server.address().pinned(genuine.fingerprint())))
        .hasMessage(
            "the aggregator at "
                + server.address()
                + " was sent nothing: it shows key "
                + shown
                + ", aggregator.fingerprint pins "
                + genuine.fingerprint()
                + ": ask its operator for the output of `pki fingerprint`; if the pin is right,"
                + " somebody stands in for it");
  }

  @Test
  void aPartyIsNoAggregator() throws Exception {
    server = new FakeAggregator(federation.party(LENDER));

    assertThat(refused(server.address())).hasMessageStartingWith("TLS with the aggregator at");
  }

  @Test
  void anAggregatorOfAnotherHostIsNotThisOne() throws Exception {
    server = new FakeAggregator(federation.server(AGGREGATOR, "relay.example"));

    assertThat(refused(server.address()))
        .hasMessageStartingWith("TLS with the aggregator at " + server.address() + " failed (")
        .hasMessageContaining("that the aggregator's names this host");
  }

  @Test
  void aPinDoesNotReplaceTheAuthority() throws Exception {
    TestFederation foreign = new TestFederation(Files.createDirectory(folder.resolve("elsewhere")));
    Identity other = foreign.server(AGGREGATOR, "localhost");
    server = new FakeAggregator(other);

    assertThat(refused(server.address().pinned(other.fingerprint())))
        .hasMessageContaining("come from the same CA");
  }

  /** TLS ends at the aggregator, whatever relay the connection goes through. */
  @Test
  void behindARelayTheAggregatorsOwnNameCounts() throws Exception {
    server = new FakeAggregator(federation.server(AGGREGATOR, "relay.example"));
    String via = "localhost:" + server.address().port();

    hello(AggregatorAddress.parse("relay.example:9440", Optional.of(via)));
    assertThat(server.heard()).containsExactly("hello lender");
    assertThat(
            catchThrowableOfType(
                FederationException.class,
                () -> hello(AggregatorAddress.parse("other.example:9440", Optional.of(via)))))
        .hasMessageContaining("TLS with the aggregator at other.example:9440 via " + via);
  }

  @Test
  void withoutAHostOrAsAServerNobodyIsBelieved() throws Exception {
    server = new FakeAggregator(genuine);
    AggregatorTrust trust =
        AggregatorTrust.of(Files.readAllBytes(federation.trust()), Optional.empty());
    X509Certificate[] chain = {genuine.certificate()};
    X509Certificate[] party = {federation.party(LENDER).certificate()};

    assertThat(trust.getAcceptedIssuers())
        .singleElement()
        .satisfies(ca -> assertThat(ca.getBasicConstraints()).isNotNegative());
    assertThatThrownBy(() -> trust.checkServerTrusted(chain, "ECDHE_ECDSA"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkServerTrusted(chain, "ECDHE_ECDSA", new Socket()))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkClientTrusted(party, "EC"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkClientTrusted(party, "EC", new Socket()))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(
            () -> trust.checkClientTrusted(party, "EC", SSLContext.getDefault().createSSLEngine()))
        .isInstanceOf(CertificateException.class);
  }
}
