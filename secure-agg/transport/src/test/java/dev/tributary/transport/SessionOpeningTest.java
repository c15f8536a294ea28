package dev.tributary.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a party that fails to open a session says itself, and what its peers may read of it. */
class SessionOpeningTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final String DATA = "row 17 of Ann";

  @TempDir private Path folder;
  private CertificateAuthority ca;
  private PlayedAggregator aggregator;

  @BeforeEach
  void start() throws IOException {
    ca = CertificateAuthority.init(folder, "opening");
    aggregator = new PlayedAggregator(identity(new PartyId("aggregator"), List.of("localhost")));
  }

  @AfterEach
  void stop() {
    aggregator.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "INTERNAL"})
  void peersReadNothingOfTheDataInAFailure(ErrorCode code) {
    aggregator.refuse("introduce", new FederationException(code, DATA));

    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessage(DATA);
    assertThat(aggregator.reasons())
        .containsExactly(FederationException.reasonForPeers(failure))
        .allSatisfy(reason -> assertThat(reason).contains("its log").doesNotContain("Ann"));
  }

  @Test
  void peersReadWhatAPeerDidWrong() {
    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(aggregator.reasons()).containsExactly("bureau: its introduction is missing");
  }

  @Test
  void anAggregatorOfAnotherFormatIsRefusedBeforeARunIsOpened() {
    aggregator.speak(TransportFormat.CURRENT + 1);

    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.USER);
    assertThat(failure)
        .hasMessageStartingWith("the aggregator (played 7) speaks transport format 3, this party")
        .hasMessageEndingWith("format 2: run the same version");
    assertThat(aggregator.opened()).isEmpty();
  }

  @Test
  void whatAnAggregatorOfAnotherFormatSaysIsTheError() {
    aggregator.refuse("hello", FederationException.user("run the same version"));

    FederationException failure = failure();

    assertThat(failure.code().exitCode()).isEqualTo(2);
    assertThat(failure).hasMessage("run the same version");
    assertThat(aggregator.opened()).isEmpty();
  }

  private FederationException failure() {
    SessionSpec spec =
        new SessionSpec(
            "opening",
            "ab".repeat(32),
            LENDER,
            Map.of(LENDER, Optional.empty(), BUREAU, Optional.empty()),
            SessionDeadlines.defaults());
    Identity identity = identity(LENDER, List.of());
    return catchThrowableOfType(
        FederationException.class,
        () -> GrpcSession.open(aggregator.address(), identity, spec).close());
  }

  private Identity identity(PartyId name, List<String> hosts) {
    CertificateRequests.create(folder, name, hosts);
    Path certificate = folder.resolve(name + ".crt");
    ca.sign(folder.resolve(name + ".csr"), name, Duration.ofDays(1), certificate);
    return Identity.load(certificate, folder.resolve(name + ".key"), folder.resolve("ca.crt"));
  }
}
