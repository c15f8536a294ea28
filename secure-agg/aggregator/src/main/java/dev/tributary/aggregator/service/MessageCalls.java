package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.aggregator.session.Tokens;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.WireSteps;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.ReleaseRequest;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HexFormat;
import java.util.Map;

/** How a message goes from its sender to its addressee; pieces come by {@link PutReceiver}. */
final class MessageCalls {
  private final Sessions sessions;
  private final AuditLog audit;
  private final Traffic traffic;
  private final Answers answers;
  private final Waits waits;
  private final ShortPieces shortPieces;

  MessageCalls(Sessions sessions, AuditLog audit, Traffic traffic, Answers answers, Waits waits) {
    this.sessions = sessions;
    this.audit = audit;
    this.traffic = traffic;
    this.answers = answers;
    this.waits = waits;
    shortPieces = new ShortPieces(traffic);
  }

  Empty commit(Caller caller, CommitRequest request) {
    StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
    byte[] manifest = request.getSealedManifest().toByteArray();
    if (manifest.length == 0) {
      throw new MalformedMessageException("a manifest must not be empty");
    }
    Session session = caller.session(sessions, request.getRun());
    PartyId sender = caller.driver();
    sessions.shares().of(sender).records().count(1);
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
              "manifest", HexFormat.of().formatHex(Tokens.hash(manifest))));
    }
    return Empty.getDefaultInstance();
  }

  AwaitReply await(Caller caller, AwaitRequest request) {
    StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
    Session session = caller.session(sessions, request.getRun());
    PartyId receiver = caller.driver();
    AwaitReply.Builder answer = AwaitReply.newBuilder();
    session
        .mailbox()
        .await(
            receiver,
            step,
            waits.bounded(request.getWaitMillis()),
            Waits.before(request.getWaitedMillis()))
        .ifPresentOrElse(
            manifest ->
                answer
                    .setSealedManifest(ByteString.copyFrom(manifest))
                    .addAllSealedPieces(
                        shortPieces.load(session, receiver, step, request.getPiecesUpTo())),
            () -> LostParties.of(session, step.from()).ifPresent(answer::setLost));
    return answer.build();
  }

  void fetch(Caller caller, FetchRequest request, ServerCallStreamObserver<FetchFrame> reply) {
    Session session = caller.session(sessions, request.getRun());
    PartyId party = caller.party();
    Reports.note(session, party, request.getTraffic());
    MessageAddress address =
        WireSteps.fromWire(request.getRun(), request.getStep(), request.getShard());
    FetchSender.send(
        reply,
        session,
        party,
        traffic,
        answers,
        session.mailbox().piece(party, address),
        request.getOffset());
  }

  Empty release(Caller caller, ReleaseRequest request) {
    StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
    caller.session(sessions, request.getRun()).mailbox().release(caller.driver(), step);
    return Empty.getDefaultInstance();
  }
}
