package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;

/**
 * How many candidates the label party's driver has room for. Only a feature party knows how many it
 * has; the label party lets them size nothing that its own memory could not hold.
 */
final class CandidateRoom {
  private final long most;
  private long left;

  /**
   * @param memory bytes that the driver may use, of which a quarter is for everything else
   * @param bytes that one candidate takes at most, in all that is held at a time
   */
  CandidateRoom(long memory, long bytes) {
    this.most = Math.min(CandidateLayout.MAX_CANDIDATES, (memory - memory / 4) / bytes);
    this.left = most;
  }

  /** Takes the room of a party's candidates. */
  CandidateLayout take(PartyId party, CandidateLayout layout) {
    left -= layout.total();
    if (left < 0) {
      throw FederationException.peer(
          party,
          "announces %d candidates, and this driver has room for %d of all parties if all nodes of"
              + " the last level open; give it more memory, or agree on fewer bins or less depth",
          layout.total(),
          most);
    }
    return layout;
  }
}
