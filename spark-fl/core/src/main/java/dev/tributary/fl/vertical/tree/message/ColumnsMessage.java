package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.BitSet;

/**
 * Which candidates take part in a round, sent by a feature party where columns are sampled.
 *
 * @param active one bit per candidate
 */
public record ColumnsMessage(CandidateSet active) {
  private static final int FORMAT = 1;

  public static int maxLength(int candidates) {
    return 16 + candidates / 8;
  }

  public byte[] encode() {
    return new WireWriter(FORMAT).bytes(active.toBytes()).toByteArray();
  }

  public static ColumnsMessage decode(byte[] message, int candidates) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] bytes = in.bytes((candidates + 7) / 8);
    in.end();
    BitSet members = BitSet.valueOf(bytes);
    if (bytes.length != (candidates + 7) / 8 || members.length() > candidates) {
      throw new MalformedMessageException(
          "there must be one bit for each of " + candidates + " candidates");
    }
    return new ColumnsMessage(CandidateSet.of(candidates, members));
  }
}
