package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.session.Introductions;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.aggregator.session.Ticket;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import java.time.Duration;

/** How a driver comes into a run: versions, a place in the run, introductions. */
final class OpeningCalls {
  private final Sessions sessions;
  private final Duration lease;
  private final Waits waits;

  OpeningCalls(Sessions sessions, Duration lease, Waits waits) {
    this.sessions = sessions;
    this.lease = lease;
    this.waits = waits;
  }

  HelloReply hello(Caller caller, HelloRequest request) {
    caller.driver();
    if (request.getFormat() != TransportFormat.CURRENT) {
      throw FederationException.user(
          "%s speaks transport format %d, this aggregator (%s) format %d: run the same version",
          Texts.shown(request.getSoftware()),
          request.getFormat(),
          TransportFormat.software(),
          TransportFormat.CURRENT);
    }
    return HelloReply.newBuilder()
        .setFormat(TransportFormat.CURRENT)
        .setSoftware(TransportFormat.software())
        .setLeaseMillis(lease.toMillis())
        .build();
  }

  OpenReply open(Caller caller, OpenRequest request) {
    Ticket ticket = sessions.open(OpenRequests.checked(request, caller.driver()));
    return OpenReply.newBuilder()
        .setRun(ticket.run().value())
        .setToken(ByteString.copyFrom(ticket.token()))
        .build();
  }

  Empty introduce(Caller caller, IntroduceRequest request) {
    OpenRequests.checkIntroduction(request.getIntroduction());
    Session session = caller.session(sessions, request.getRun());
    session.joining().introduce(caller.driver(), request.getIntroduction().toByteArray());
    return Empty.getDefaultInstance();
  }

  PeersReply peers(Caller caller, PeersRequest request) {
    Introductions found =
        caller
            .session(sessions, request.getRun())
            .joining()
            .introductions(caller.driver(), waits.bounded(request.getWaitMillis()));
    PeersReply.Builder peers = PeersReply.newBuilder();
    found.missing().forEach(party -> peers.addMissing(party.name()));
    found
        .messages()
        .forEach(
            (party, bytes) -> peers.putIntroductions(party.name(), ByteString.copyFrom(bytes)));
    return peers.build();
  }
}
