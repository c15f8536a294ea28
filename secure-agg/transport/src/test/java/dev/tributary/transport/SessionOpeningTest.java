package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a party that fails to open a session says itself, and what its peers may read of it. */
class SessionOpeningTest {
  private static final String DATA = "column 'income' of /data/bank/customers.csv: 'row of Ann'";

  @TempDir private Path folder;
  private TestFederation federation;
  private WatchedAggregator aggregator;
  private Identity lender;

  @BeforeEach
  void start() throws IOException {
    federation = new TestFederation(folder);
    aggregator = new WatchedAggregator(federation.server(AGGREGATOR, "localhost"));
    lender = federation.party(LENDER);
    aggregator.mailbox().introduce(BUREAU, ByteString.copyFrom(new byte[] {1}));
  }

  @AfterEach
  void stop() {
    aggregator.close();
  }

  /** Whatever fails, the aggregator and through it the others read one of the known lines. */
  @ParameterizedTest
  @EnumSource
  void othersReadNothingOfThisPartysFilesDataAndCauses(ErrorCode code) {
    aggregator.fail("introduce", CallErrorsTest.answering(code, DATA), 1);

    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessage(DATA);
    assertThat(aggregator.reasons())
        .singleElement()
        .isEqualTo(FederationException.reasonForPeers(new FederationException(code, "")))
        .asString()
        .doesNotContain("Ann", "income", "/data");
    assertThat(aggregator.aborts().get(0).toString()).doesNotContain("Ann", "income", "/data");
  }

  @ParameterizedTest
  @EnumSource
  void whoDeclinesTellsNoMore(ErrorCode code) {
    FederationException own =
        new FederationException(code, DATA, new IOException("/data/bank/customers.csv"));

    GrpcSession.decline(aggregator.address(), lender, TestFederation.spec(LENDER, Map.of()), own);

    assertThat(aggregator.reasons()).containsExactly(FederationException.reasonForPeers(own));
    assertThat(aggregator.aborts().get(0).toString()).doesNotContain("Ann", "income", "/data");
    assertThat(aggregator.heard()).containsExactly("hello lender", "open lender", "abort lender");
  }

  @Test
  void peersReadWhoIsAtFault() {
    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessageStartingWith("bureau: sent a broken introduction");
    assertThat(aggregator.reasons()).containsExactly("bureau: " + PeerText.FORGED.words());
  }

  @Test
  void anAggregatorOfAnotherFormatIsRefusedBeforeARunIsOpened() {
    aggregator.speak(TransportFormat.CURRENT + 1);

    FederationException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.USER);
    assertThat(failure)
        .hasMessageStartingWith(
            "the aggregator (played 7) speaks transport format "
                + (TransportFormat.CURRENT + 1)
                + ", this party (tributary development) ")
        .hasMessageEndingWith("format " + TransportFormat.CURRENT + ": run the same version");
    assertThat(aggregator.heard()).containsExactly("hello lender");
  }

  @Test
  void whatAnAggregatorOfAnotherFormatSaysIsTheError() {
    aggregator.refuse("hello", FederationException.user("run the same version"));

    FederationException failure = failure();

    assertThat(failure.code().exitCode()).isEqualTo(2);
    assertThat(failure).hasMessage("run the same version");
    assertThat(aggregator.heard()).containsExactly("hello lender");
  }

  @Test
  void whoDoesNotJoinInTimeIsNamed() throws IOException {
    try (FakeAggregator empty = new FakeAggregator(federation.server(LENDER, "localhost"))) {
      Duration moment = Duration.ofMillis(200);
      SessionSpec hasty =
          new SessionSpec(
              "spring",
              "ab".repeat(32),
              LENDER,
              TestFederation.spec(LENDER, Map.of()).parties(),
              new SessionDeadlines(moment, moment, moment));

      FederationException failure = failure(empty, lender, hasty);

      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
      assertThat(failure)
          .hasMessage(
              "bureau did not join run spring within PT0.2S: start it with the same job file and"
                  + " run name, and check that it reaches the aggregator at "
                  + empty.address());
      assertThat(empty.reasons()).containsExactly("bureau: " + PeerText.ABSENT.words());
    }
  }

  @Test
  void aPartyOpensSessionsUnderItsOwnNameOnly() {
    assertThat(failure(aggregator, federation.party(BUREAU), TestFederation.spec(LENDER, Map.of())))
        .hasMessage(
            "the certificate is for bureau, this party runs as lender: use its own certificate");
    assertThat(aggregator.heard()).isEmpty();
  }

  @Test
  void aPartyWhoseOwnPinIsAnothersFindsItFirst() {
    Fingerprint other = federation.second(LENDER).fingerprint();

    assertThat(failure(aggregator, lender, TestFederation.spec(LENDER, Map.of(LENDER, other))))
        .hasMessageStartingWith("the job file pins " + other + " for lender, its certificate has ")
        .hasMessageContaining(lender.fingerprint().value());
    assertThat(aggregator.heard()).isEmpty();
  }

  @Test
  void aPartyDeclinesUnderItsOwnNameOnly() {
    assertThat(
            catchThrowableOfType(
                FederationException.class,
                () ->
                    GrpcSession.decline(
                        aggregator.address(),
                        federation.party(BUREAU),
                        TestFederation.spec(LENDER, Map.of()),
                        new IllegalStateException("a defect"))))
        .hasMessageStartingWith("the certificate is for bureau, this party runs as lender");
    assertThat(aggregator.heard()).isEmpty();
  }

  @Test
  void nothingIsLeftOfAnOpeningThatFailed() throws Exception {
    RunId run = new RunId("opening-fails-1");
    aggregator.lease(60_000);
    aggregator.name(run.value());

    assertThat(failure()).hasMessageStartingWith("bureau: sent a broken introduction");

    assertThat(HeartbeatTest.ended(HeartbeatTest.threads(run))).isTrue();
    assertThat(aggregator.connections().allClosed()).isTrue();
  }

  /** Else whoever gets hold of this process could make keys of a run that never was. */
  @Test
  void theRunKeyIsDestroyedAlsoWhenThePartyDoesNotJoin() {
    List<KeyAgreement> made = new ArrayList<>();
    SessionSpec spec = TestFederation.spec(LENDER, Map.of());
    SessionOpening opening =
        new SessionOpening(aggregator.address(), lender, spec) {
          @Override
          KeyAgreement agreement(RunId run) {
            made.add(super.agreement(run));
            return made.get(0);
          }
        };
    aggregator.refuse("introduce", FederationException.resource("no room"));

    assertThat(catchThrowableOfType(FederationException.class, opening::open))
        .hasMessage("no room");

    byte[] theirs =
        new KeyAgreement(
                TestFederation.spec(BUREAU, Map.of()),
                federation.party(BUREAU),
                new RunId("spring-1"))
            .introduction();
    assertThat(
            catchThrowableOfType(
                IllegalStateException.class, () -> made.get(0).agree(Map.of(BUREAU, theirs))))
        .isNotNull();
  }

  @Test
  void namesThatNoRunOrPartyCanHaveAreTheAggregatorsFault() throws IOException {
    aggregator.name("no run");
    assertBroken(aggregator, failure());

    try (FakeAggregator other =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost")) {
          @Override
          public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
            answer(
                "peers",
                reply,
                () ->
                    PeersReply.newBuilder().putIntroductions("no party", ByteString.EMPTY).build());
          }
        }) {
      assertBroken(other, failure(other, lender, TestFederation.spec(LENDER, Map.of())));
    }
  }

  private static void assertBroken(FakeAggregator aggregator, FederationException failure) {
    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    assertThat(failure)
        .hasMessageStartingWith("the aggregator at " + aggregator.address())
        .hasMessageContaining(" gave a broken answer (")
        .hasMessageContaining("ask its operator");
  }

  /** An aggregator may answer sooner than it was asked to, when not all have come. */
  @Test
  void whoIsMissingIsAskedForAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (FakeAggregator hasty =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost")) {
          @Override
          public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
            if (asked.incrementAndGet() < 3) {
              answer("peers", reply, () -> PeersReply.newBuilder().addMissing("bureau").build());
            } else {
              super.peers(request, reply);
            }
          }
        }) {
      hasty.mailbox().introduce(BUREAU, ByteString.copyFrom(new byte[] {1}));

      assertThat(failure(hasty, lender, TestFederation.spec(LENDER, Map.of())))
          .hasMessageStartingWith("bureau: sent a broken introduction");
      assertThat(asked).hasValue(3);
    }
  }

  private FederationException failure() {
    return failure(aggregator, lender, TestFederation.spec(LENDER, Map.of()));
  }

  private static FederationException failure(
      FakeAggregator aggregator, Identity identity, SessionSpec spec) {
    return catchThrowableOfType(
        FederationException.class,
        () -> GrpcSession.open(aggregator.address(), identity, spec).close());
  }
}
