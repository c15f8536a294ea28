package dev.tributary.fl.vertical.nodesums;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * One class's gradients and hessians in the clear; sent by the plaintext twin only.
 *
 * @param gradients fixed point by training row
 * @param hessians fixed point by training row
 */
record PairsMessage(int[] gradients, int[] hessians) {
  private static final int FORMAT = 1;

  static int maxLength(int rows) {
    return Math.addExact(16, Math.multiplyExact(8, rows));
  }

  byte[] encode() {
    return new WireWriter(FORMAT).ints(gradients).ints(hessians).toByteArray();
  }

  static PairsMessage decode(byte[] message, int rows) {
    WireReader in = new WireReader(message, FORMAT);
    int[] gradients = in.ints(rows);
    int[] hessians = in.ints(rows);
    in.end();
    if (gradients.length != rows || hessians.length != rows) {
      throw new MalformedMessageException(
          "gradients must be given for " + rows + " rows. Provided value: " + gradients.length);
    }
    return new PairsMessage(gradients, hessians);
  }
}
