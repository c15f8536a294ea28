package dev.tributary.fl.vertical.tree.scoring;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The label party asks a feature party to score: which splits its model needs, for how many rows.
 *
 * @param rows rows in the common order
 * @param splits ids that the label party's model uses, ascending, each once
 */
public record ScoreRequest(int rows, int[] splits) {
  private static final int FORMAT = 1;

  /**
   * @param splits of the receiver's part of the model
   */
  static int maxLength(int splits) {
    return Math.addExact(32, Math.multiplyExact(4, splits));
  }

  public byte[] encode() {
    return new WireWriter(FORMAT).i32(rows).ints(splits).toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param most splits of the receiver's part of the model
   */
  public static ScoreRequest decode(byte[] message, int most) {
    WireReader in = new WireReader(message, FORMAT);
    int rows = in.i32(1, Integer.MAX_VALUE);
    int[] splits = in.ints(most);
    in.end();
    for (int i = 1; i < splits.length; i++) {
      if (splits[i] <= splits[i - 1]) {
        throw new MalformedMessageException(
            "splits must be ascending. Provided value: " + splits[i]);
      }
    }
    return new ScoreRequest(rows, splits);
  }
}
