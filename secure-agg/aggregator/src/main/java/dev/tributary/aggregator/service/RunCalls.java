package dev.tributary.aggregator.service;

import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.ExcludeRequest;
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
    Optional<FederationException> aborted = session.over(party);
    return HeartbeatReply.newBuilder()
        .addAllLost(LostParties.of(session))
        .setAborted(aborted.isPresent())
        .setByLoss(session.overByLoss(party))
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
    Optional<FederationException> without = session.over(party);
    if (session.lost().containsKey(party) && without.isPresent()) {
      return AbortReply.newBuilder().setEarlier(without.get().getMessage()).build();
    }
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

  /** Only a party that the run needs may say so. */
  Empty exclude(Caller caller, ExcludeRequest request) {
    Session session = caller.session(sessions, request.getRun());
    PartyId by = caller.driver();
    sessions.shares().of(by).records().count(1);
    sessions.exclude(session, by, party(request.getParty()));
    return Empty.getDefaultInstance();
  }

  private static PartyId party(String name) {
    try {
      return new PartyId(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  FinishReply finish(Caller caller, FinishRequest request) {
    Session session = caller.session(sessions, request.getRun());
    PartyId party = caller.driver();
    session.sign(party);
    List<PartyId> unfinished = session.finish(party, waits.bounded(request.getWaitMillis()));
    if (unfinished.isEmpty() && session.hearsOfTheEnd(party)) {
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
