package dev.tributary.transport;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.protocol.PartyId;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** A party's keys of one run: one per direction and peer. Handed to its own executors. */
final class RunKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<PartyId, DirectionKey> outgoing;
  private final HashMap<PartyId, DirectionKey> incoming;

  RunKeys(Map<PartyId, DirectionKey> outgoing, Map<PartyId, DirectionKey> incoming) {
    this.outgoing = new HashMap<>(outgoing);
    this.incoming = new HashMap<>(incoming);
  }

  DirectionKey to(PartyId peer) {
    return known(outgoing, peer);
  }

  DirectionKey from(PartyId peer) {
    return known(incoming, peer);
  }

  private static DirectionKey known(Map<PartyId, DirectionKey> keys, PartyId peer) {
    DirectionKey key = keys.get(peer);
    if (key == null) {
      throw new IllegalArgumentException(
          "party must be one of this run's. Provided value: " + peer);
    }
    return key;
  }
}
