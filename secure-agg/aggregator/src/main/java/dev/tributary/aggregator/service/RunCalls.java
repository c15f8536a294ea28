package dev.tributary.aggregator.service;

import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a run stays alive, is given up or is finished by those who are in it. */
final class RunCalls {
  private final Sessions sessions;
  private final AuditLog audit;
  private final Waits waits;

  RunCalls(Sessions sessions, AuditLog audit, Waits waits) {
    this.sessions = sessions;
    this.audit = audit;
    this.waits = waits;
  }

  /** Of a driver a sign of life; of an executor only a report. */
  HeartbeatReply heartbeat(Caller caller, HeartbeatRequest request) {
    Session session = caller.session(sessions, request.getRun());
    PartyId party = caller.party();
    if (caller.isDriver()) {
      session.sign(party);
    }
    Reports.note(session, party, request.getTraffic());
    long[] executors = session.executors(party);
    Optional<FederationException> aborted = session.aborted();
    return HeartbeatReply.newBuilder()
        .setAborted(aborted.isPresent())
        .setReason(aborted.map(FederationException::getMessage).orElse(""))
        .setAgreed(aborted.filter(RunCalls::agreed).isPresent())
        .setExecutorsSent(executors[0])
        .setExecutorsReceived(executors[1])
        .build();
  }

  AbortReply abort(Caller caller, AbortRequest request) {
    Session session = caller.session(sessions, request.getRun());
    PartyId party = caller.driver();
    session.sign(party);
    String why = party + " gave up: " + Texts.shown(request.getReason());
    sessions.end(session, party, why, request.getAgreed() ? ErrorCode.USER : ErrorCode.PEER);
    AbortReply.Builder stands = AbortReply.newBuilder();
    // Told twice, because an answer was lost, the same is no earlier reason.
    session
        .aborted()
        .filter(first -> !why.equals(first.getMessage()))
        .ifPresent(first -> stands.setEarlier(first.getMessage()).setAgreed(agreed(first)));
    return stands.build();
  }

  FinishReply finish(Caller caller, FinishRequest request) {
    Session session = caller.session(sessions, request.getRun());
    PartyId party = caller.driver();
    session.sign(party);
    List<PartyId> unfinished = session.finish(party, waits.bounded(request.getWaitMillis()));
    if (unfinished.isEmpty()) {
      audit.record("finish", Map.of("run", session.run().value(), "party", party.name()));
    }
    return FinishReply.newBuilder()
        .addAllUnfinished(unfinished.stream().map(PartyId::name).toList())
        .build();
  }

  private static boolean agreed(FederationException told) {
    return told.code() == ErrorCode.USER;
  }
}
