package dev.tributary.protocol.secagg;

import dev.tributary.protocol.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * How a vector of words is cut into pieces: {@link #WORDS} each, the last one shorter. Both sides
 * know the length, so a message carries none. Drawn without {@code WireWriter}, whose copies cost
 * more than the masks do.
 */
public final class VectorPieces {
  /** Words of a whole piece: 1 MiB. */
  public static final int WORDS = 1 << 17;

  private static final int FORMAT = 1;
  private static final int HEADER = 1;

  private VectorPieces() {}

  /** Pieces of a vector. */
  public static int count(int words) {
    return (words - 1) / WORDS + 1;
  }

  /** Where a piece begins. */
  public static int from(int piece) {
    return piece * WORDS;
  }

  /** Words of a piece. */
  public static int size(int words, int piece) {
    return Math.min(WORDS, words - from(piece));
  }

  /** Bytes of a piece. */
  public static int length(int words, int piece) {
    return HEADER + Long.BYTES * size(words, piece);
  }

  /** Draws a piece of a vector. */
  public static byte[] encode(long[] vector, int piece) {
    int from = from(piece);
    return encode(Arrays.copyOfRange(vector, from, from + size(vector.length, piece)));
  }

  /** Draws the words of one piece: format, then the words in little-endian order. */
  public static byte[] encode(long[] words) {
    byte[] message = new byte[HEADER + Long.BYTES * words.length];
    message[0] = FORMAT;
    words(message).put(words);
    return message;
  }

  /**
   * Reads a piece of a vector of {@code words} words.
   *
   * @throws MalformedMessageException if it has another number of words than is due
   */
  public static long[] decode(int words, int piece, byte[] message) {
    if (message.length != length(words, piece) || message[0] != FORMAT) {
      throw new MalformedMessageException(
          "piece %d must have format %d and %d bytes. Provided value: %d bytes"
              .formatted(piece, FORMAT, length(words, piece), message.length));
    }
    long[] values = new long[size(words, piece)];
    words(message).get(values);
    return values;
  }

  private static LongBuffer words(byte[] message) {
    return ByteBuffer.wrap(message, HEADER, message.length - HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer();
  }
}
