package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.HintBlock;
import dev.tributary.fl.data.BlockCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The hint of one feature block, kept by the matrix owner's executors. It must never leave the
 * party: it is a linear fingerprint of the block.
 */
final class BlockHint {
  private final HintBlock hint;

  /**
   * @param hint null for a block without candidates
   */
  BlockHint(HintBlock hint) {
    this.hint = hint;
  }

  boolean isEmpty() {
    return hint == null;
  }

  HintBlock hint() {
    return hint;
  }

  /** How hints are drawn in the party's work directory. */
  static final class Codec implements BlockCodec<BlockHint> {
    private static final long serialVersionUID = 1L;

    @Override
    public String kind() {
      return "lattice-hint-2";
    }

    @Override
    public void write(BlockHint block, DataOutputStream out) throws IOException {
      out.writeBoolean(!block.isEmpty());
      if (!block.isEmpty()) {
        block.hint.write(out);
      }
    }

    @Override
    public BlockHint read(DataInputStream in) throws IOException {
      return new BlockHint(in.readBoolean() ? HintBlock.read(in) : null);
    }
  }
}
