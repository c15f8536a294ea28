package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.tree.CandidateDirections;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.BitSet;

/**
 * Which of a feature party's candidates are of monotone features, once a training; sent also where
 * none is.
 *
 * @param directions two bits per candidate
 */
public record DirectionsMessage(CandidateDirections directions) {
  private static final int FORMAT = 1;

  public static int maxLength(int candidates) {
    return 24 + candidates / 4;
  }

  public byte[] encode() {
    return new WireWriter(FORMAT)
        .bytes(directions.increasing().toBytes())
        .bytes(directions.decreasing().toBytes())
        .toByteArray();
  }

  /**
   * @param candidates that the party has announced
   */
  public static DirectionsMessage decode(byte[] message, int candidates) {
    WireReader in = new WireReader(message, FORMAT);
    CandidateSet increasing = set(in, candidates);
    CandidateSet decreasing = set(in, candidates);
    in.end();
    try {
      return new DirectionsMessage(new CandidateDirections(increasing, decreasing));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  private static CandidateSet set(WireReader in, int candidates) {
    byte[] bytes = in.bytes((candidates + 7) / 8);
    BitSet members = BitSet.valueOf(bytes);
    if (bytes.length != (candidates + 7) / 8 || members.length() > candidates) {
      throw new MalformedMessageException(
          "there must be two bits for each of " + candidates + " candidates");
    }
    return CandidateSet.of(candidates, members);
  }
}
