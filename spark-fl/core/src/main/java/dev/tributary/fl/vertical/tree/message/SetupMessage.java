package dev.tributary.fl.vertical.tree.message;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Opens a training: what the label party is about to do. Feature parties compare it with their own
 * job.
 *
 * @param suite cipher suite
 * @param rows the row order
 * @param classes trees per round
 * @param parameters of the trees
 */
public record SetupMessage(String suite, RowOrder rows, int classes, TreeParameters parameters) {
  public static final int MAX_LENGTH = 1024;
  private static final int FORMAT = 2;

  public byte[] encode() {
    TreeParameters p = parameters;
    return new WireWriter(FORMAT)
        .string(suite)
        .i32(rows.training())
        .i32(rows.validation())
        .i32(rows.test())
        .i32(classes)
        .i32(p.trees())
        .i32(p.depth())
        .f64(p.learningRate())
        .f64(p.lambda())
        .f64(p.alpha())
        .f64(p.gamma())
        .f64(p.minChildWeight())
        .f64(p.scalePosWeight())
        .f64(p.rowSample())
        .f64(p.columnSample())
        .i32(p.earlyStoppingRounds())
        .i64(p.seed())
        .toByteArray();
  }

  public static SetupMessage decode(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    try {
      String suite = in.string(64);
      RowOrder rows = new RowOrder(in.i32(), in.i32(), in.i32());
      int classes = in.i32(1, MulticlassObjective.MAX_CLASSES);
      TreeParameters parameters =
          new TreeParameters(
              in.i32(), in.i32(), in.f64(), in.f64(), in.f64(), in.f64(), in.f64(), in.f64(),
              in.f64(), in.f64(), in.i32(), in.i64());
      in.end();
      return new SetupMessage(suite, rows, classes, parameters);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
