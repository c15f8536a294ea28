package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * A feature party's answer to the set-up: how many opaque candidates it has, block by block.
 *
 * @param layout at least one block
 */
public record LayoutMessage(CandidateLayout layout) {
  /** Most blocks of a party; each is a task of every level. */
  public static final int MAX_BLOCKS = 1 << 16;

  /** Blocks that may have no candidate, since all their columns are constant. */
  private static final int MOST_EMPTY = 64;

  public static final int MAX_LENGTH = 16 + 4 * MAX_BLOCKS;
  private static final int FORMAT = 1;

  public byte[] encode() {
    int[] candidates = new int[layout.blocks()];
    for (int b = 0; b < candidates.length; b++) {
      candidates[b] = layout.size(b);
    }
    return new WireWriter(FORMAT).ints(candidates).toByteArray();
  }

  public static LayoutMessage decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    int[] candidates = in.ints(MAX_BLOCKS);
    in.end();
    if (candidates.length == 0) {
      throw new MalformedMessageException("there must be at least one block");
    }
    try {
      CandidateLayout layout = new CandidateLayout(candidates);
      if (layout.blocks() > MOST_EMPTY + (long) layout.total()) {
        throw new MalformedMessageException(
            "blocks must be as many as candidates, or %d more. Provided value: %d, %d"
                .formatted(MOST_EMPTY, layout.blocks(), layout.total()));
      }
      return new LayoutMessage(layout);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
