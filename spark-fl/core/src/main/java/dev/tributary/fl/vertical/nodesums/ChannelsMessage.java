package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * One class's channel of every training row, where membership is revealed: 0 for none, else the
 * channel plus 1, in one or two bytes a row.
 *
 * @param channels channels of the level over all classes, 1 to {@link #MAX_CHANNELS}
 * @param channelOfRow channel of each training row or -1
 */
public record ChannelsMessage(int channels, short[] channelOfRow) {
  /** Most channels of a level. */
  public static final int MAX_CHANNELS = Short.MAX_VALUE;

  private static final int FORMAT = 1;
  private static final int WIDE = 256;

  /** Longest message in bytes. */
  public static int maxLength(int rows) {
    return Math.addExact(16, Math.multiplyExact(2, rows));
  }

  /**
   * How many channels a level has, for the driver, which reads the first class's piece.
   *
   * @param rows training rows that the message tells the channels of
   */
  public static int count(FederatedSession session, StepManifest channels, int rows, int most) {
    byte[] piece = session.exchange().fetchBytes(channels, 0, maxLength(rows));
    return PeerMessages.decode(channels.step(), piece, b -> decode(b, rows, most)).channels();
  }

  /** Draws the message. */
  public byte[] encode() {
    int width = channels < WIDE ? 1 : 2;
    byte[] bytes = new byte[Math.multiplyExact(width, channelOfRow.length)];
    for (int row = 0; row < channelOfRow.length; row++) {
      int value = channelOfRow[row] + 1;
      if (width == 1) {
        bytes[row] = (byte) value;
      } else {
        bytes[2 * row] = (byte) (value >>> 8);
        bytes[2 * row + 1] = (byte) value;
      }
    }
    return new WireWriter(FORMAT).i32(channels).bytes(bytes).toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param rows training rows
   * @param most channels that the level can have
   */
  public static ChannelsMessage decode(byte[] message, int rows, int most) {
    WireReader in = new WireReader(message, FORMAT);
    int channels = in.i32(1, Math.min(most, MAX_CHANNELS));
    int width = channels < WIDE ? 1 : 2;
    byte[] bytes = in.bytes(Math.multiplyExact(2, rows));
    in.end();
    if (bytes.length != width * rows) {
      throw new MalformedMessageException(
          "channels must be given for " + rows + " rows. Provided value: " + bytes.length);
    }
    short[] channelOfRow = new short[rows];
    for (int row = 0; row < rows; row++) {
      int value =
          width == 1
              ? bytes[row] & 0xff
              : (bytes[2 * row] & 0xff) << 8 | (bytes[2 * row + 1] & 0xff);
      if (value > channels) {
        throw new MalformedMessageException(
            "channel must be below " + channels + ". Provided value: " + (value - 1));
      }
      channelOfRow[row] = (short) (value - 1);
    }
    return new ChannelsMessage(channels, channelOfRow);
  }
}
