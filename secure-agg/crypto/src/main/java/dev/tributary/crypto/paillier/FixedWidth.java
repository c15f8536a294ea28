package dev.tributary.crypto.paillier;

import java.math.BigInteger;
import java.util.Arrays;

/** Unsigned big-endian numbers of a fixed number of bytes. */
final class FixedWidth {
  private FixedWidth() {}

  static BigInteger read(byte[] bytes, int offset, int width) {
    return new BigInteger(1, bytes, offset, width);
  }

  static void write(BigInteger value, byte[] out, int offset, int width) {
    byte[] magnitude = value.toByteArray();
    int skip = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - skip;
    if (value.signum() < 0 || length > width) {
      throw new IllegalArgumentException("value must fit " + width + " bytes, unsigned");
    }
    Arrays.fill(out, offset, offset + width - length, (byte) 0);
    System.arraycopy(magnitude, skip, out, offset + width - length, length);
  }

  static void writeInt(int value, byte[] out, int offset) {
    for (int i = 0; i < Integer.BYTES; i++) {
      out[offset + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  static int readInt(byte[] bytes, int offset) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }
}
