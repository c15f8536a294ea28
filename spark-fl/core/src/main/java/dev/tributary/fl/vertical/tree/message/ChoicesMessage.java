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
  /** Most distinct choices of a level: nodes times classes. */
  public static final int MAX_CHOICES = 1 << 20;

  private static final int FORMAT = 1;

  public static final int MAX_LENGTH = 16 + 4 * MAX_CHOICES;

  public byte[] encode() {
    return new WireWriter(FORMAT).u8(more ? 1 : 0).ints(candidates).toByteArray();
  }

  public static ChoicesMessage decode(byte[] message, CandidateSet active) {
    WireReader in = new WireReader(message, FORMAT);
    int more = in.u8();
    int[] candidates = in.ints(MAX_CHOICES);
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
