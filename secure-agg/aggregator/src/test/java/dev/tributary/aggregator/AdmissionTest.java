package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.AGGREGATOR;
import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.MailboxGrpc.MailboxBlockingStub;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersRequest;
import dev.tributary.transport.proto.StatusRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in over TLS and with how much, decided before anything of a message is read. */
@Timeout(60)
class AdmissionTest {
  private static final PartyId MALLORY = new PartyId("mallory");
  private static final String NO_CERTIFICATE =
      "this call needs a party's certificate (subject CN=<party>, for client use) or the token of a"
          + " run";
  private static final int SECONDS = 20;

  @TempDir private Path folder;
  private TestFederation federation;
  private HostileClient stranger;
  private HostileClient mallory;

  @BeforeEach
  void start() {
    federation = new TestFederation(folder);
    federation.issue(MALLORY, List.of(), Duration.ofDays(1));
    start(PartyLimits.defaults());
  }

  private void start(PartyLimits limits) {
    stop();
    federation.start(TestFederation.limits(Duration.ofMinutes(1), limits));
    stranger =
        HostileClient.withoutCertificate(
            federation.address(), federation.identity(LENDER).trustPem());
    mallory = HostileClient.certified(federation, MALLORY);
  }

  @AfterEach
  void stop() {
    if (stranger != null) {
      stranger.close();
      mallory.close();
    }
    federation.close();
  }

  @Test
  void whoShowsNothingMakesNoCallAndNothingOfItsMessageIsRead() throws Exception {
    // Longer than the aggregator takes: whoever reads it says so.
    CommitRequest much =
        CommitRequest.newBuilder()
            .setSealedManifest(ByteString.copyFrom(new byte[3 << 20]))
            .build();
    MailboxBlockingStub calls = stranger.calls();

    assertThat(
            Stream.<ThrowingCall>of(
                    () -> calls.commit(much),
                    () -> calls.hello(HelloRequest.getDefaultInstance()),
                    () -> calls.open(OpenRequest.getDefaultInstance()),
                    () -> calls.await(AwaitRequest.getDefaultInstance()),
                    () -> calls.fetch(FetchRequest.getDefaultInstance()).next(),
                    () -> calls.heartbeat(HeartbeatRequest.getDefaultInstance()),
                    () -> calls.status(StatusRequest.getDefaultInstance()))
                .map(AdmissionTest::refusal))
        .containsOnly(NO_CERTIFICATE);
    assertThat(refusal(() -> mallory.calls().commit(much))).contains("exceeds maximum size");
  }

  @Test
  void aMessageHasItsBound() throws Exception {
    int bound = 2 << 20;
    MailboxBlockingStub calls = mallory.calls();
    byte[] manifest = new byte[bound - 4];
    CommitRequest longest =
        CommitRequest.newBuilder().setSealedManifest(ByteString.copyFrom(manifest)).build();
    assertThat(longest.getSerializedSize()).isEqualTo(bound);

    assertThat(refusal(() -> calls.commit(longest)))
        .startsWith("the aggregator refused a malformed");
    assertThat(refusal(() -> calls.commit(longest.toBuilder().setPieces(1).build())))
        .contains("exceeds maximum size");
  }

  @Test
  void aTokenThatIsNoneOpensNothing() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("spring");
    byte[] run = ("-".repeat(32) + sessions.get(LENDER).run()).getBytes(StandardCharsets.US_ASCII);
    for (byte[] token : List.of(new byte[0], new byte[32], new byte[200], run)) {
      MailboxBlockingStub calls = stranger.calls(token);

      assertThat(refusal(() -> calls.heartbeat(HeartbeatRequest.getDefaultInstance())))
          .isEqualTo("the token is not one of any run here: the run was started again, or is over");
    }
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void anExecutorMayPutFetchAndReportOnly() throws Exception {
    OpenReply opened = mallory.calls().open(opening("spring"));
    MailboxBlockingStub calls = stranger.calls(opened.getToken().toByteArray());

    calls.heartbeat(HeartbeatRequest.newBuilder().setRun(opened.getRun()).build());
    String run = opened.getRun();
    assertThat(refusal(() -> calls.fetch(FetchRequest.newBuilder().setRun(run).build()).next()))
        .startsWith("the aggregator refused a malformed message");
    assertThat(
            Stream.<ThrowingCall>of(
                    () -> calls.commit(CommitRequest.getDefaultInstance()),
                    () -> calls.hello(HelloRequest.getDefaultInstance()),
                    () -> calls.open(OpenRequest.getDefaultInstance()),
                    () -> calls.await(AwaitRequest.getDefaultInstance()),
                    () -> calls.status(StatusRequest.getDefaultInstance()))
                .map(AdmissionTest::refusal))
        .containsOnly("this call needs a party's certificate (subject CN=<party>, for client use)");
  }

  /** TLS refuses it already; {@code GatekeeperTest} shows that the aggregator would too. */
  @Test
  void aServersCertificateIsNoPartys() throws Exception {
    try (HostileClient server = HostileClient.certified(federation, AGGREGATOR)) {
      MailboxBlockingStub calls = server.calls();
      assertThatThrownBy(() -> calls.hello(HelloRequest.getDefaultInstance()))
          .isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void callsThatWaitHaveTheirBoundAndOtherPartiesTheirs() throws Exception {
    start(Limits.of().waits(3).build());
    String run = mallory.calls().open(opening("spring")).getRun();
    PeersRequest waiting = PeersRequest.newBuilder().setRun(run).setWaitMillis(60_000).build();
    HttpClient raw = mallory.raw();
    List<CompletableFuture<String>> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(mallory.open(raw, "Peers", waiting));
    }
    while (share().waits().used() < 3) {
      Thread.onSpinWait();
    }

    MailboxBlockingStub calls = mallory.calls();
    String full =
        "mallory has as many calls that wait at the aggregator as one party may (3): let some end"
            + " first, or raise per-party.waits there";
    assertThat(refusal(() -> calls.peers(waiting))).isEqualTo(full);
    assertThat(refusal(() -> calls.status(StatusRequest.getDefaultInstance()))).isEqualTo(full);
    calls.hello(hello());
    federation.openBoth("honest").values().forEach(GrpcSession::close);
    assertThat(three).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void whatACallTookIsGivenBackWhenItEnds() throws Exception {
    start(Limits.of().calls(1).waits(1).connections(3).build());
    MailboxBlockingStub calls = mallory.calls();
    for (int i = 0; i < 10; i++) {
      calls.hello(hello());
      awaitNoCall();
      assertThat(refusal(() -> calls.open(OpenRequest.getDefaultInstance()))).contains("malformed");
      awaitNoCall();
      calls.status(StatusRequest.getDefaultInstance());
      awaitNoCall();
    }
    String run = calls.open(opening("spring")).getRun();
    awaitNoCall();
    PeersRequest waiting = PeersRequest.newBuilder().setRun(run).setWaitMillis(60_000).build();
    assertThat(refusal(() -> calls.withDeadlineAfter(200, TimeUnit.MILLISECONDS).peers(waiting)))
        .contains("deadline exceeded");
    awaitNoCall();
    assertThat(share().waits().used()).isZero();
    assertThat(share().connections().used()).isEqualTo(1);
  }

  /** It ends at its client a moment before it ends here, and what it took is given back in turn. */
  private void awaitNoCall() {
    while (share().calls().used() > 0 || share().waits().used() > 0) {
      Thread.onSpinWait();
    }
  }

  private PartyShare share() {
    return federation.server().share(MALLORY);
  }

  @Test
  void callsUnderWayHaveTheirBound() throws Exception {
    start(Limits.of().calls(2).build());
    String run = mallory.calls().open(opening("spring")).getRun();
    PeersRequest waiting = PeersRequest.newBuilder().setRun(run).setWaitMillis(60_000).build();
    for (int i = 0; i < 2; i++) {
      var unused = mallory.open(mallory.raw(), "Peers", waiting);
    }
    while (share().waits().used() < 2) {
      Thread.onSpinWait();
    }
    MailboxBlockingStub calls = mallory.calls();

    assertThat(refusal(() -> calls.hello(hello())))
        .isEqualTo(
            "mallory has as many calls under way at the aggregator as one party may (2): let some"
                + " end first, or raise per-party.calls there");
  }

  @Test
  void connectionsHaveTheirBoundAndComeBackWhenClosed() throws Exception {
    start(Limits.of().connections(2).build());
    mallory.calls().hello(hello());
    HostileClient second = HostileClient.certified(federation, MALLORY);
    second.calls().hello(hello());
    MailboxBlockingStub third = mallory.calls();

    assertThat(refusal(() -> third.hello(hello())))
        .isEqualTo(
            "mallory has as many connections at the aggregator as one party may (2): let some end"
                + " first, or raise per-party.connections there");
    second.close();
    for (int i = 0; refused(third); i++) {
      assertThat(i).as("tries").isLessThan(200);
      Thread.sleep(50);
    }
  }

  private static boolean refused(MailboxBlockingStub calls) {
    try {
      calls.hello(hello());
      return false;
    } catch (StatusRuntimeException e) {
      return true;
    }
  }

  /** They hold memory from their first byte on, whatever the length they claim. */
  @Test
  void bytesOfMessagesThatNeverEndHaveTheirBound() throws Exception {
    start(Limits.of().arriving(3 << 20).build());
    HttpClient raw = mallory.raw();
    List<CompletableFuture<String>> halves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      halves.add(mallory.unfinished(raw, "Commit", 2 << 20, 1 << 20));
    }
    while (share().arriving().used() < 2 << 20) {
      Thread.onSpinWait();
    }
    assertThat(halves).noneMatch(CompletableFuture::isDone);

    String refusal =
        mallory.cut(raw, "Commit", 2 << 20, (1 << 20) + 1).get(SECONDS, TimeUnit.SECONDS);

    assertThat(refusal)
        .isEqualTo(
            "mallory has as many bytes on their way at the aggregator as one party may (3145728):"
                + " let some end first, or raise per-party.arriving there");
    assertThat(share().arriving().used()).isEqualTo(2 << 20);
    federation.openBoth("honest").values().forEach(GrpcSession::close);
  }

  /** The call keeps it, since its client may yet send more. */
  @Test
  void aWholeMessageCountsUntilItsCallEnds() throws Exception {
    start(Limits.of().arriving(3 << 20).build());
    CommitRequest whole =
        CommitRequest.newBuilder()
            .setSealedManifest(ByteString.copyFrom(new byte[1 << 20]))
            .build();
    HttpClient raw = mallory.raw();
    for (int i = 0; i < 2; i++) {
      var unused = mallory.followed(raw, "Commit", whole);
    }
    while (share().arriving().used() < 2 << 20) {
      Thread.onSpinWait();
    }

    MailboxBlockingStub calls = mallory.calls();
    assertThat(refusal(() -> calls.commit(whole))).endsWith("raise per-party.arriving there");
  }

  @Test
  void whatIsCompressedIsNotUnfolded() throws Exception {
    MailboxBlockingStub calls = mallory.calls().withCompression("gzip");

    assertThat(refusal(() -> calls.hello(hello()))).contains("Can't find decompressor for gzip");
  }

  /** A list of short names takes 17 times its bytes. */
  @Test
  void listsOfNamesAreShortAndFew() throws Exception {
    start(Limits.of().waits(2).build());
    MailboxBlockingStub calls = mallory.calls();
    OpenRequest many =
        OpenRequest.newBuilder().addAllParties(Collections.nCopies(22_000, "a")).build();
    assertThat(refusal(() -> calls.open(many)))
        .isEqualTo("a message of this call has 65536 bytes at most; this one has more");

    HttpClient raw = mallory.raw();
    OpenRequest fewer =
        OpenRequest.newBuilder().addAllParties(Collections.nCopies(21_000, "a")).build();
    for (int i = 0; i < 2; i++) {
      var unused = mallory.open(raw, "Open", fewer);
    }
    while (share().waits().used() < 2) {
      Thread.onSpinWait();
    }
    assertThat(refusal(() -> calls.open(fewer))).endsWith("raise per-party.waits there");
  }

  @Test
  void silentConnectionsGiveWayToWhoeverCallsAndToTime() throws Exception {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      silent.add(stranger.silent());
    }
    federation.openBoth("honest").values().forEach(GrpcSession::close);

    assertThat(federation.server().strangers()).isLessThanOrEqualTo(256);
    silent.get(0).setSoTimeout(SECONDS * 1000);
    assertThat(silent.get(0).getInputStream().read()).as("the oldest was closed").isEqualTo(-1);
    Socket last = silent.get(silent.size() - 1);
    last.setSoTimeout(SECONDS * 1000);
    assertThat(last.getInputStream().read()).as("its time is over").isEqualTo(-1);
    while (federation.server().strangers() > 0) {
      Thread.onSpinWait();
    }
  }

  private static OpenRequest opening(String name) {
    return OpenRequest.newBuilder()
        .setName(name)
        .setJobSha256(TestFederation.JOB)
        .addAllParties(List.of(BUREAU.name(), LENDER.name(), MALLORY.name()))
        .setInstance(ByteString.copyFrom(new byte[16]))
        .build();
  }

  private static HelloRequest hello() {
    return HelloRequest.newBuilder().setFormat(TransportFormat.CURRENT).build();
  }

  private static String refusal(ThrowingCall call) {
    try {
      return "answered " + call.make();
    } catch (StatusRuntimeException e) {
      return Status.fromThrowable(e).getDescription();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface ThrowingCall {
    Object make() throws Exception;
  }
}
