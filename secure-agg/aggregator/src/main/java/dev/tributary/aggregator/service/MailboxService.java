package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Introductions;
import dev.tributary.aggregator.session.RunState;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.WireSteps;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.MailboxGrpc;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.StatusReply;
import dev.tributary.transport.proto.StatusRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of {@code mailbox.proto}. Checks the form of every message and who sends it; what a
 * party may do in a run is the {@link Session}'s to say.
 */
public final class MailboxService extends MailboxGrpc.MailboxImplBase {
  private final Sessions sessions;
  private final AuditLog audit;
  private final Traffic traffic;
  private final Duration lease;
  private final Duration longestWait;
  private final Answers answers;
  private final ShortPieces shortPieces;

  /**
   * @param lease how long a driver may be silent
   * @param longestWait how long a call may wait for other parties before it is made again
   */
  public MailboxService(
      Sessions sessions, AuditLog audit, Traffic traffic, Duration lease, Duration longestWait) {
    this.sessions = sessions;
    this.audit = audit;
    this.traffic = traffic;
    this.lease = lease;
    this.longestWait = longestWait;
    answers = new Answers(failure -> traffic.refusal());
    shortPieces = new ShortPieces(traffic);
  }

  @Override
  public void hello(HelloRequest request, StreamObserver<HelloReply> reply) {
    answers.unary(
        reply,
        () -> {
          if (request.getFormat() != TransportFormat.CURRENT) {
            throw FederationException.user(
                "%s speaks transport format %d, this aggregator (%s) format %d: run the same"
                    + " version",
                Texts.shown(request.getSoftware()),
                request.getFormat(),
                TransportFormat.software(),
                TransportFormat.CURRENT);
          }
          Caller.current().driver();
          return HelloReply.newBuilder()
              .setFormat(TransportFormat.CURRENT)
              .setSoftware(TransportFormat.software())
              .setLeaseMillis(lease.toMillis())
              .build();
        });
  }

  @Override
  public void open(OpenRequest request, StreamObserver<OpenReply> reply) {
    answers.unary(
        reply,
        () -> {
          Sessions.Ticket ticket =
              sessions.open(OpenCalls.checked(request, Caller.current().driver()));
          return OpenReply.newBuilder()
              .setRun(ticket.run().value())
              .setToken(ByteString.copyFrom(ticket.token()))
              .build();
        });
  }

  @Override
  public void introduce(IntroduceRequest request, StreamObserver<Empty> reply) {
    answers.unary(
        reply,
        () -> {
          OpenCalls.checkIntroduction(request.getIntroduction());
          Session session = sessions.session(request.getRun());
          session.introduce(Caller.current().driver(), request.getIntroduction().toByteArray());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
    answers.unary(
        reply,
        () -> {
          Introductions found =
              sessions
                  .session(request.getRun())
                  .introductions(Caller.current().driver(), bounded(request.getWaitMillis()));
          PeersReply.Builder peers = PeersReply.newBuilder();
          found.missing().forEach(party -> peers.addMissing(party.name()));
          found
              .messages()
              .forEach(
                  (party, bytes) ->
                      peers.putIntroductions(party.name(), ByteString.copyFrom(bytes)));
          return peers.build();
        });
  }

  @Override
  public StreamObserver<PutFrame> put(StreamObserver<PutReply> reply) {
    return new PutReceiver(sessions, traffic, answers, Caller.current(), reply);
  }

  @Override
  public void commit(CommitRequest request, StreamObserver<Empty> reply) {
    answers.unary(
        reply,
        () -> {
          StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
          byte[] manifest = request.getSealedManifest().toByteArray();
          if (manifest.length == 0) {
            throw new MalformedMessageException("a manifest must not be empty");
          }
          Session session = sessions.session(request.getRun());
          PartyId sender = Caller.current().driver();
          if (!request.getSealedPiece().isEmpty()) {
            shortPieces.store(session, sender, step, request);
          }
          if (session.mailbox().commit(sender, step, manifest)) {
            traffic.commit();
            audit.record(
                "commit",
                Map.of(
                    "step", step.toString(),
                    "pieces", String.valueOf(request.getPieces()),
                    "manifest", HexFormat.of().formatHex(Sessions.hash(manifest))));
          }
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void await(AwaitRequest request, StreamObserver<AwaitReply> reply) {
    answers.unary(
        reply,
        () -> {
          StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
          Session session = sessions.session(request.getRun());
          PartyId receiver = Caller.current().driver();
          AwaitReply.Builder answer = AwaitReply.newBuilder();
          session
              .mailbox()
              .await(receiver, step, bounded(request.getWaitMillis()))
              .ifPresent(
                  manifest ->
                      answer
                          .setSealedManifest(ByteString.copyFrom(manifest))
                          .addAllSealedPieces(
                              shortPieces.load(session, receiver, step, request.getPiecesUpTo())));
          return answer.build();
        });
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchFrame> reply) {
    try {
      Session session = sessions.session(request.getRun());
      PartyId party = Caller.current().of(session);
      Reports.note(session, party, request.getTraffic());
      MessageAddress address =
          WireSteps.fromWire(request.getRun(), request.getStep(), request.getShard());
      FetchSender.send(
          (ServerCallStreamObserver<FetchFrame>) reply,
          session,
          party,
          traffic,
          session.mailbox().piece(party, address),
          request.getOffset());
    } catch (RuntimeException e) {
      answers.fail(reply, e);
    }
  }

  @Override
  public void release(ReleaseRequest request, StreamObserver<Empty> reply) {
    answers.unary(
        reply,
        () -> {
          StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
          sessions.session(request.getRun()).mailbox().release(Caller.current().driver(), step);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatReply> reply) {
    answers.unary(
        reply,
        () -> {
          Session session = sessions.session(request.getRun());
          Caller caller = Caller.current();
          PartyId party = caller.of(session);
          if (caller.isDriver()) {
            session.sign(party);
          }
          Reports.note(session, party, request.getTraffic());
          long[] executors = session.executors(party);
          Optional<FederationException> aborted = session.aborted();
          return HeartbeatReply.newBuilder()
              .setAborted(aborted.isPresent())
              .setReason(aborted.map(FederationException::getMessage).orElse(""))
              .setAgreed(aborted.filter(MailboxService::agreed).isPresent())
              .setExecutorsSent(executors[0])
              .setExecutorsReceived(executors[1])
              .build();
        });
  }

  @Override
  public void abort(AbortRequest request, StreamObserver<AbortReply> reply) {
    answers.unary(
        reply,
        () -> {
          Session session = sessions.session(request.getRun());
          PartyId party = Caller.current().driver();
          session.sign(party);
          String why = party + " gave up: " + Texts.shown(request.getReason());
          end(session, why, request.getAgreed() ? ErrorCode.USER : ErrorCode.PEER);
          AbortReply.Builder stands = AbortReply.newBuilder();
          // Told twice, because an answer was lost, the same is no earlier reason.
          session
              .aborted()
              .filter(first -> !why.equals(first.getMessage()))
              .ifPresent(first -> stands.setEarlier(first.getMessage()).setAgreed(agreed(first)));
          return stands.build();
        });
  }

  @Override
  public void finish(FinishRequest request, StreamObserver<FinishReply> reply) {
    answers.unary(
        reply,
        () -> {
          Session session = sessions.session(request.getRun());
          PartyId party = Caller.current().driver();
          session.sign(party);
          List<PartyId> unfinished = session.finish(party, bounded(request.getWaitMillis()));
          if (unfinished.isEmpty()) {
            audit.record("finish", Map.of("run", session.run().value(), "party", party.name()));
          }
          return FinishReply.newBuilder()
              .addAllUnfinished(unfinished.stream().map(PartyId::name).toList())
              .build();
        });
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> reply) {
    answers.unary(
        reply,
        () -> {
          StatusReply.Builder runs = StatusReply.newBuilder();
          sessions.of(Caller.current().driver()).stream()
              .filter(
                  session ->
                      request.getName().isEmpty() || session.name().equals(request.getName()))
              .forEach(session -> runs.addRuns(StatusReplies.of(session.status())));
          return runs.build();
        });
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<Empty> reply) {
    answers.unary(
        reply,
        () -> {
          PartyId party = Caller.current().driver();
          List<Session> live =
              sessions.of(party).stream()
                  .filter(session -> session.name().equals(request.getName()))
                  .filter(
                      session ->
                          session.state() == RunState.JOINING || session.state() == RunState.ACTIVE)
                  .toList();
          if (live.isEmpty()) {
            throw FederationException.user(
                "%s has no run '%s' under way", party, Texts.shown(request.getName()));
          }
          live.forEach(
              session ->
                  end(
                      session,
                      party + " cancelled the run: " + Texts.shown(request.getReason()),
                      ErrorCode.PEER));
          return Empty.getDefaultInstance();
        });
  }

  private void end(Session session, String why, ErrorCode blame) {
    if (session.abort(why, blame)) {
      audit.record("abort", Map.of("run", session.run().value(), "reason", why));
    }
  }

  private static boolean agreed(FederationException told) {
    return told.code() == ErrorCode.USER;
  }

  private Duration bounded(long millis) {
    return Duration.ofMillis(Math.max(0, Math.min(millis, longestWait.toMillis())));
  }
}
