package dev.tributary.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message strictly: lengths are checked against what is left before anything is
 * allocated, and {@link #end} refuses trailing bytes. Every failure is a {@link
 * MalformedMessageException}. Not thread-safe.
 */
public final class WireReader {
  private final ByteBuffer in;

  /**
   * @param message the whole message
   * @param format the only format number that is accepted
   */
  public WireReader(byte[] message, int format) {
    in = ByteBuffer.wrap(message);
    int got = u8();
    if (got != format) {
      throw new MalformedMessageException("format must be " + format + ". Provided value: " + got);
    }
  }

  public int u8() {
    need(1);
    return in.get() & 0xff;
  }

  public int i32() {
    need(4);
    return in.getInt();
  }

  /** An int that must lie in a range, both ends included. */
  public int i32(int min, int max) {
    int value = i32();
    if (value < min || value > max) {
      throw new MalformedMessageException(
          "value must be " + min + " to " + max + ". Provided value: " + value);
    }
    return value;
  }

  public long i64() {
    need(8);
    return in.getLong();
  }

  /** A finite double. */
  public double f64() {
    double value = Double.longBitsToDouble(i64());
    if (!Double.isFinite(value)) {
      throw new MalformedMessageException("number must be finite. Provided value: " + value);
    }
    return value;
  }

  public byte[] bytes(int maxLength) {
    byte[] value = new byte[length(maxLength, 1)];
    in.get(value);
    return value;
  }

  public String string(int maxBytes) {
    byte[] utf8 = bytes(maxBytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("text must be UTF-8");
    }
  }

  public int[] ints(int maxLength) {
    int[] value = new int[length(maxLength, 4)];
    in.asIntBuffer().get(value);
    in.position(in.position() + 4 * value.length);
    return value;
  }

  public long[] longs(int maxLength) {
    long[] value = new long[length(maxLength, 8)];
    in.asLongBuffer().get(value);
    in.position(in.position() + 8 * value.length);
    return value;
  }

  /** Bytes not yet read. */
  public int remaining() {
    return in.remaining();
  }

  /** Must be called last: refuses trailing bytes. */
  public void end() {
    if (in.hasRemaining()) {
      throw new MalformedMessageException(in.remaining() + " bytes follow the end of the message");
    }
  }

  private int length(int maxLength, int width) {
    int length = i32(0, maxLength);
    if ((long) length * width > in.remaining()) {
      throw new MalformedMessageException(
          "length must fit the " + in.remaining() + " bytes left. Provided value: " + length);
    }
    return length;
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw new MalformedMessageException("message ends too early");
    }
  }
}
