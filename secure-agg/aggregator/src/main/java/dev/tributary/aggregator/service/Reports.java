package dev.tributary.aggregator.service;

import dev.tributary.aggregator.session.Session;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;

/** Traffic reports of a party's processes. */
final class Reports {
  private static final int INSTANCE_BYTES = 16;

  private Reports() {}

  static void note(Session session, PartyId party, dev.tributary.transport.proto.Traffic traffic) {
    if (traffic.getInstance().isEmpty()) {
      return;
    }
    if (traffic.getInstance().size() != INSTANCE_BYTES
        || traffic.getSent() < 0
        || traffic.getReceived() < 0) {
      throw new MalformedMessageException("a traffic report is broken");
    }
    session.report(
        party, traffic.getInstance().toByteArray(), traffic.getSent(), traffic.getReceived());
  }
}
