package dev.tributary.aggregator.service;

import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.StatusReply;
import dev.tributary.transport.proto.StatusRequest;
import java.util.List;

/** How a party's operator sees its runs and ends them, from outside of them. */
final class OperatorCalls {
  private final Sessions sessions;

  OperatorCalls(Sessions sessions) {
    this.sessions = sessions;
  }

  StatusReply status(Caller caller, StatusRequest request) {
    StatusReply.Builder runs = StatusReply.newBuilder();
    sessions.shownTo(caller.driver()).stream()
        .filter(session -> request.getName().isEmpty() || session.name().equals(request.getName()))
        .forEach(session -> runs.addRuns(StatusReplies.of(session.status())));
    return runs.build();
  }

  Empty cancel(Caller caller, CancelRequest request) {
    PartyId party = caller.driver();
    List<Session> live =
        sessions.shownTo(party).stream()
            .filter(session -> session.name().equals(request.getName()))
            .filter(session -> session.state().live())
            .toList();
    if (live.isEmpty()) {
      throw FederationException.user(
          "%s has no run '%s' under way", party, Texts.shown(request.getName()));
    }
    String why = party + " cancelled the run: " + Texts.shown(request.getReason());
    live.forEach(session -> sessions.end(session, party, why, ErrorCode.PEER));
    return Empty.getDefaultInstance();
  }
}
