package dev.tributary.fl.vertical.tree.scoring;

import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * The label party asks a feature party to score: which splits its model needs, for how many rows.
 *
 * @param rows rows in the common order
 * @param splits ids that the label party's model uses, ascending
 */
public record ScoreRequest(int rows, int[] splits) {
  /** Most splits of one party in a model. */
  static final int MAX_SPLITS = 1 << 24;

  static final int MAX_LENGTH = 32 + 4 * MAX_SPLITS;
  private static final int FORMAT = 1;

  public byte[] encode() {
    return new WireWriter(FORMAT).i32(rows).ints(splits).toByteArray();
  }

  public static ScoreRequest decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    int rows = in.i32(1, Integer.MAX_VALUE);
    int[] splits = in.ints(MAX_SPLITS);
    in.end();
    return new ScoreRequest(rows, splits);
  }
}
