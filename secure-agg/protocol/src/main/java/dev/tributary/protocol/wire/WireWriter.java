package dev.tributary.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Draws one message as bytes: big endian, every array prefixed with its length, the format number
 * first. Not thread-safe. See {@link WireReader} for the other direction.
 */
public final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * @param format format number of the message, 0 to 255
   */
  public WireWriter(int format) {
    if (format < 0 || format > 255) {
      throw new IllegalArgumentException("format must be 0 to 255. Provided value: " + format);
    }
    out.write(format);
  }

  public WireWriter u8(int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("u8 must be 0 to 255. Provided value: " + value);
    }
    out.write(value);
    return this;
  }

  public WireWriter i32(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value));
  }

  public WireWriter i64(long value) {
    return raw(ByteBuffer.allocate(8).putLong(value));
  }

  public WireWriter f64(double value) {
    return i64(Double.doubleToRawLongBits(value));
  }

  public WireWriter bytes(byte[] value) {
    i32(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A string as UTF-8. */
  public WireWriter string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public WireWriter ints(int[] value) {
    i32(value.length);
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(4, value.length));
    buffer.asIntBuffer().put(value);
    out.writeBytes(buffer.array());
    return this;
  }

  public WireWriter longs(long[] value) {
    i32(value.length);
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(8, value.length));
    buffer.asLongBuffer().put(value);
    out.writeBytes(buffer.array());
    return this;
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private WireWriter raw(ByteBuffer buffer) {
    out.writeBytes(buffer.array());
    return this;
  }
}
