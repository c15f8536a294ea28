package dev.tributary.fl.mixed;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Before a group trains by itself, its label party tells the feature parties whether its own people
 * suffice for that, as they need not where several train together. They learn that it lacks a label
 * or has no row that weighs anything, or does not.
 *
 * @param trains whether the group trains by itself
 */
public record GroupOffer(boolean trains) {
  private static final String STEP = "offer";
  private static final int FORMAT = 1;
  private static final int MAX_LENGTH = 8;

  /**
   * The label party's side.
   *
   * @param group session of the group, in the stage that its training has
   */
  public void send(FederatedSession group) {
    for (PartyId party : group.featureParties()) {
      group.exchange().send(group.to(party, 0, STEP), encode());
    }
  }

  /** A feature party's side. */
  static GroupOffer receive(FederatedSession group) {
    return PeerMessages.receive(
        group, group.from(group.labelParty(), 0, STEP), MAX_LENGTH, GroupOffer::decode);
  }

  byte[] encode() {
    return new WireWriter(FORMAT).u8(trains ? 1 : 0).toByteArray();
  }

  /** Reads the message strictly. */
  static GroupOffer decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    int trains = in.u8();
    in.end();
    if (trains > 1) {
      throw new MalformedMessageException("trains must be 0 or 1. Provided value: " + trains);
    }
    return new GroupOffer(trains == 1);
  }
}
