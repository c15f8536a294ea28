package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Ciphertexts of a slice of training rows.
 *
 * @param firstRow first row of the slice
 * @param rows length of the slice
 * @param present rows of the slice that have a ciphertext
 * @param ciphertexts of the present rows, one after the other
 */
record RowsMessage(int firstRow, int rows, BitSet present, byte[] ciphertexts) {
  private static final int FORMAT = 1;

  static int maxLength(int rows, int ciphertextBytes) {
    long length = 64 + rows / 8 + (long) rows * ciphertextBytes;
    return (int) Math.min(Integer.MAX_VALUE - 64, length);
  }

  byte[] encode() {
    return new WireWriter(FORMAT)
        .i32(firstRow)
        .i32(rows)
        .bytes(Arrays.copyOf(present.toByteArray(), (rows + 7) / 8))
        .bytes(ciphertexts)
        .toByteArray();
  }

  static RowsMessage decode(byte[] message, int trainingRows, int ciphertextBytes) {
    WireReader in = new WireReader(message, FORMAT);
    int firstRow = in.i32(0, trainingRows - 1);
    int rows = in.i32(1, trainingRows - firstRow);
    byte[] bits = in.bytes((rows + 7) / 8);
    byte[] ciphertexts = in.bytes(Integer.MAX_VALUE);
    in.end();
    BitSet present = BitSet.valueOf(bits);
    if (bits.length != (rows + 7) / 8
        || present.length() > rows
        || ciphertexts.length != (long) present.cardinality() * ciphertextBytes) {
      throw new MalformedMessageException(
          "a slice of "
              + rows
              + " rows must have one ciphertext for every row that it names. Provided value: "
              + ciphertexts.length
              + " bytes");
    }
    return new RowsMessage(firstRow, rows, present, ciphertexts);
  }
}
