package dev.tributary.fl.vertical.nodesums;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The sums of one block's active candidates in the clear, in the order of their ids; sent by the
 * plaintext twin only.
 *
 * @param gradients index {@code active candidate * channels + channel}
 * @param hessians the same
 */
record SumsMessage(long[] gradients, long[] hessians) {
  private static final int FORMAT = 1;

  static int maxLength(int entries) {
    return Math.addExact(16, Math.multiplyExact(16, entries));
  }

  byte[] encode() {
    return new WireWriter(FORMAT).longs(gradients).longs(hessians).toByteArray();
  }

  static SumsMessage decode(byte[] message, int entries) {
    WireReader in = new WireReader(message, FORMAT);
    long[] gradients = in.longs(entries);
    long[] hessians = in.longs(entries);
    in.end();
    if (gradients.length != entries || hessians.length != entries) {
      throw new MalformedMessageException(
          "sums must have " + entries + " entries. Provided value: " + gradients.length);
    }
    return new SumsMessage(gradients, hessians);
  }
}
