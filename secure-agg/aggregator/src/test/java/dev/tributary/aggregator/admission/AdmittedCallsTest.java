package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.aggregator.session.OpenCall;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.CallHeaders;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.MailboxGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls decided by their headers alone, and what they hold until they have ended. */
class AdmittedCallsTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final String NO_CERTIFICATE =
      "closed: this call needs a party's certificate (subject CN=<party>, for client use)";

  @TempDir private Path folder;
  private final Connections connections =
      new Connections(new StrangerLimits(10, Duration.ofDays(1)));
  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final List<String> refused = new ArrayList<>();
  private Optional<SSLSession> certified;
  private AuditLog audit;
  private Sessions sessions;
  private Gatekeeper gatekeeper;

  /** Bytes of the call that was made last. */
  private ArrivingBytes arriving;

  @BeforeEach
  void open() throws Exception {
    Certificate lender = Shown.certificate(folder.resolve("pki"), "lender", List.of());
    certified = Optional.of(Shown.session(Optional.of(lender)));
    connections.connected(connection);
    audit = AuditLog.open(folder.resolve("audit.log"), Clock.systemUTC());
    open(PartyLimits.defaults());
  }

  private void open(PartyLimits limits) {
    sessions =
        Sessions.open(
            folder.resolve("runs"),
            new SessionLimits(limits, Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1), 10),
            audit);
    gatekeeper =
        new Gatekeeper(sessions, connections, failure -> refused.add(failure.getMessage()));
  }

  @AfterEach
  void close() {
    audit.close();
  }

  private PartyShare share() {
    return sessions.shares().of(LENDER);
  }

  private <Q, R> PlayedCall<Q, R> played(MethodDescriptor<Q, R> method) {
    return new PlayedCall<>(method, connection.remoteAddress(), certified);
  }

  private <Q, R> ServerCall.Listener<Q> make(PlayedCall<Q, R> call, Metadata headers) {
    arriving =
        (ArrivingBytes)
            ArrivingBytes.factory()
                .newServerStreamTracer(call.getMethodDescriptor().getFullMethodName(), headers);
    Context context = arriving.filterContext(Context.ROOT);
    Context before = context.attach();
    try {
      return gatekeeper.interceptCall(call, headers, call.handler());
    } finally {
      context.detach(before);
    }
  }

  private <Q, R> PlayedCall<Q, R> make(MethodDescriptor<Q, R> method, Metadata headers) {
    PlayedCall<Q, R> call = played(method);
    var unused = make(call, headers);
    return call;
  }

  private Metadata token() {
    byte[] token =
        sessions
            .open(
                new OpenCall(
                    "job",
                    "ab".repeat(32),
                    new TreeSet<>(List.of(LENDER, BUREAU)),
                    LENDER,
                    new byte[16]))
            .token();
    Metadata headers = new Metadata();
    headers.put(CallHeaders.TOKEN, token);
    return headers;
  }

  @Test
  void aCertifiedDriverIsLetInAndItsConnectionIsItsPartys() {
    PlayedCall<CommitRequest, Empty> call = played(MailboxGrpc.getCommitMethod());
    ServerCall.Listener<CommitRequest> listener = make(call, new Metadata());

    assertThat(call.caller()).get().satisfies(who -> assertThat(who.driver()).isEqualTo(LENDER));
    assertThat(connections.strangers()).isZero();
    assertThat(share().connections().used()).isEqualTo(1);
    assertThat(share().calls().used()).isEqualTo(1);
    assertThat(share().waits().used()).isZero();
    arriving.inboundWireSize(50);
    assertThat(share().arriving().used()).isEqualTo(50);
    listener.onComplete();
    assertThat(call.events()).containsExactly("work is complete");
    assertThat(share().calls().used()).isZero();
    assertThat(share().arriving().used()).isZero();
    assertThat(refused).isEmpty();
  }

  @Test
  void whatACallTookIsGivenBackWhenItIsBrokenOff() {
    PlayedCall<?, ?> call = played(MailboxGrpc.getPeersMethod());
    ServerCall.Listener<?> listener = make(call, new Metadata());
    assertThat(share().waits().used()).isEqualTo(1);

    listener.onCancel();

    assertThat(call.events()).containsExactly("work is cancelled");
    assertThat(share().calls().used()).isZero();
    assertThat(share().waits().used()).isZero();
  }

  @Test
  void callsThatWaitOrTakeMoreRoomAreCountedAsSuch() {
    List<MethodDescriptor<?, ?>> waiting =
        List.of(
            MailboxGrpc.getOpenMethod(),
            MailboxGrpc.getPeersMethod(),
            MailboxGrpc.getAwaitMethod(),
            MailboxGrpc.getFinishMethod(),
            MailboxGrpc.getStatusMethod());
    for (MethodDescriptor<?, ?> method : MailboxGrpc.getServiceDescriptor().getMethods()) {
      long before = share().waits().used();
      make(method, new Metadata());
      assertThat(share().waits().used() - before)
          .as(method.getFullMethodName())
          .isEqualTo(waiting.contains(method) ? 1 : 0);
    }
  }

  @Test
  void whoShowsNothingIsLetIntoNothingAndNothingIsAskedFor() {
    certified = Optional.empty();
    for (MethodDescriptor<?, ?> method : MailboxGrpc.getServiceDescriptor().getMethods()) {
      PlayedCall<?, ?> call = make(method, new Metadata());
      assertThat(call.caller()).isEmpty();
      assertThat(call.events()).containsExactly(NO_CERTIFICATE + " or the token of a run");
    }
    assertThat(refused).hasSize(15);
    assertThat(connections.strangers()).isEqualTo(1);
  }

  @Test
  void aTokenIsForPiecesAndReportsOnly() {
    certified = Optional.empty();
    Metadata headers = token();
    List<MethodDescriptor<?, ?>> executors =
        List.of(
            MailboxGrpc.getPutMethod(),
            MailboxGrpc.getFetchMethod(),
            MailboxGrpc.getHeartbeatMethod());
    for (MethodDescriptor<?, ?> method : MailboxGrpc.getServiceDescriptor().getMethods()) {
      PlayedCall<?, ?> call = make(method, headers);
      if (executors.contains(method)) {
        assertThat(call.caller()).as(method.getFullMethodName()).isPresent();
        assertThat(call.caller().get().isDriver()).isFalse();
        assertThat(call.caller().get().party()).isEqualTo(LENDER);
      } else {
        assertThat(call.caller()).as(method.getFullMethodName()).isEmpty();
        assertThat(call.events()).containsExactly(NO_CERTIFICATE);
      }
    }
    assertThat(share().calls().used()).isEqualTo(3);
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    certified = Optional.empty();
    Metadata headers = new Metadata();
    headers.put(CallHeaders.TOKEN, new byte[40]);

    assertThat(make(MailboxGrpc.getHeartbeatMethod(), headers).events())
        .containsExactly(
            "closed: the token is not one of any run here: the run was started again, or is over");
  }

  @Test
  void aRefusedCallHoldsNothing() {
    open(Limits.of().calls(3).waits(1).build());
    make(MailboxGrpc.getAwaitMethod(), new Metadata());

    assertThat(make(MailboxGrpc.getAwaitMethod(), new Metadata()).events())
        .singleElement()
        .asString()
        .contains("as many calls that wait");
    assertThat(share().calls().used()).isEqualTo(1);
    make(MailboxGrpc.getCommitMethod(), new Metadata());
    make(MailboxGrpc.getCommitMethod(), new Metadata());
    assertThat(make(MailboxGrpc.getCommitMethod(), new Metadata()).events())
        .singleElement()
        .asString()
        .contains("as many calls under way");
    assertThat(share().calls().used()).isEqualTo(3);
    assertThat(refused).hasSize(2);
  }

  /** The work goes on when its call was refused: what it answers then has no place. */
  @Test
  void aCallThatSendsTooMuchIsEndedAndItsWorkAnswersNobody() {
    open(Limits.of().arriving(100).build());
    PlayedCall<CommitRequest, Empty> call = played(MailboxGrpc.getCommitMethod());
    ServerCall.Listener<CommitRequest> listener = make(call, new Metadata());

    arriving.inboundWireSize(101);
    call.admitted().sendHeaders(new Metadata());
    call.admitted().sendMessage(Empty.getDefaultInstance());
    call.admitted().close(Status.OK, new Metadata());
    listener.onComplete();

    assertThat(call.events()).hasSize(2).last().isEqualTo("work is cancelled");
    assertThat(call.events().get(0)).startsWith("closed: lender has as many bytes on their way");
    assertThat(refused).hasSize(1);
    assertThat(share().calls().used()).isZero();
  }

  @Test
  void anAnsweredCallIsNotRefusedAnyMore() {
    PlayedCall<CommitRequest, Empty> call = played(MailboxGrpc.getCommitMethod());
    RefusableCall<CommitRequest, Empty> refusable = new RefusableCall<>(call);

    refusable.sendHeaders(new Metadata());
    refusable.sendMessage(Empty.getDefaultInstance());
    refusable.close(Status.OK, new Metadata());
    refusable.refuse(FederationException.user("too late"));

    assertThat(call.events()).containsExactly("headers", "message", "closed: ok");
    assertThat(refusable.refused()).isFalse();
  }
}
