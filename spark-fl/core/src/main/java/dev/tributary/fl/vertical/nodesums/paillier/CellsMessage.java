package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * One block's sums: packed, randomised ciphertexts, cells of active candidates in order of ids.
 *
 * @param ciphertexts one after the other
 */
record CellsMessage(byte[] ciphertexts) {
  private static final int FORMAT = 1;

  static int maxLength(int count, int ciphertextBytes) {
    return Math.addExact(16, Math.multiplyExact(count, ciphertextBytes));
  }

  byte[] encode() {
    return new WireWriter(FORMAT).bytes(ciphertexts).toByteArray();
  }

  static CellsMessage decode(byte[] message, int count, int ciphertextBytes) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] ciphertexts = in.bytes(Math.multiplyExact(count, ciphertextBytes));
    in.end();
    if (ciphertexts.length != count * ciphertextBytes) {
      throw new MalformedMessageException(
          "there must be "
              + count
              + " ciphertexts. Provided value: "
              + ciphertexts.length
              + " bytes");
    }
    return new CellsMessage(ciphertexts);
  }
}
