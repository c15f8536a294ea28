package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The receiver's candidates that won a level, and whether the round has another level.
 *
 * @param candidates ascending, possibly none
 * @param more whether a level follows
 */
public record ChoicesMessage(int[] candidates, boolean more) {
  private static final int FORMAT = 1;

  /**
   * @param most choices that the level's nodes allow
   */
  public static int maxLength(int most) {
    return Math.addExact(16, Math.multiplyExact(4, most));
  }

  public byte[] encode() {
    return new WireWriter(FORMAT).u8(more ? 1 : 0).ints(candidates).toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param active candidates that take part in the round
   * @param most choices that the level's nodes allow
   */
  public static ChoicesMessage decode(byte[] message, CandidateSet active, int most) {
    WireReader in = new WireReader(message, FORMAT);
    int more = in.u8();
    int[] candidates = in.ints(most);
    in.end();
    if (more > 1) {
      throw new MalformedMessageException("more must be 0 or 1. Provided value: " + more);
    }
    int last = -1;
    for (int candidate : candidates) {
      if (candidate <= last || candidate >= active.candidates() || !active.contains(candidate)) {
        throw new MalformedMessageException(
            "candidates must be active, ascending and below "
                + active.candidates()
                + ". Provided value: "
                + candidate);
      }
      last = candidate;
    }
    return new ChoicesMessage(candidates, more == 1);
  }
}
