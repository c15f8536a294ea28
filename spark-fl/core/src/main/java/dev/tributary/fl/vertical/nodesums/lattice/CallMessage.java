package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Announces a level's call.
 *
 * @param nodes nodes with a channel pair, at least 1
 */
record CallMessage(int nodes) {
  static final int MAX_LENGTH = 16;
  private static final int FORMAT = 1;

  byte[] encode() {
    return new WireWriter(FORMAT).i32(nodes).toByteArray();
  }

  static CallMessage decode(byte[] message, int mostNodes) {
    WireReader in = new WireReader(message, FORMAT);
    CallMessage call = new CallMessage(in.i32(1, mostNodes));
    in.end();
    return call;
  }
}
