package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.vertical.tree.SplitBitmaps;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The answer to a level's choices, or to a scoring request: one bitmap over the rows per split.
 *
 * @param splitIds opaque, one per bitmap
 * @param bitmaps see {@link SplitBitmaps}
 */
public record BitmapsMessage(int[] splitIds, byte[][] bitmaps) {
  private static final int FORMAT = 1;

  public static int maxLength(int splits, int rows) {
    int each = 8 + SplitBitmaps.length(rows);
    return Math.addExact(16, Math.multiplyExact(splits, each));
  }

  public byte[] encode() {
    WireWriter out = new WireWriter(FORMAT).ints(splitIds);
    for (byte[] bitmap : bitmaps) {
      out.bytes(bitmap);
    }
    return out.toByteArray();
  }

  public static BitmapsMessage decode(byte[] message, int splits, int rows) {
    WireReader in = new WireReader(message, FORMAT);
    int[] splitIds = in.ints(splits);
    if (splitIds.length != splits) {
      throw new MalformedMessageException(
          "there must be " + splits + " bitmaps. Provided value: " + splitIds.length);
    }
    int length = SplitBitmaps.length(rows);
    byte[][] bitmaps = new byte[splits][];
    for (int i = 0; i < splits; i++) {
      bitmaps[i] = in.bytes(length);
      if (bitmaps[i].length != length) {
        throw new MalformedMessageException(
            "a bitmap must have " + length + " bytes. Provided value: " + bitmaps[i].length);
      }
      int spare = 8 * length - rows;
      if (spare > 0 && (bitmaps[i][length - 1] & 0xff) >>> (8 - spare) != 0) {
        throw new MalformedMessageException("bits beyond the last row must be 0");
      }
    }
    in.end();
    return new BitmapsMessage(splitIds, bitmaps);
  }
}
