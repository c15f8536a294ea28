package dev.tributary.fl.vertical.tree.message;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The label party announces another round, or the end of the training with what each of the
 * receiver's splits in the kept trees was worth.
 *
 * @param uses null for another round
 */
public record RoundMessage(List<SplitUse> uses) {
  private static final int FORMAT = 1;
  private static final int NEXT = 0;
  private static final int END = 1;
  private static final int USE_BYTES = 24;

  public RoundMessage {
    uses = uses == null ? null : List.copyOf(uses);
  }

  public static RoundMessage next() {
    return new RoundMessage(null);
  }

  public static RoundMessage end(List<SplitUse> uses) {
    return new RoundMessage(uses);
  }

  /** Whether the training is over. */
  public boolean isEnd() {
    return uses != null;
  }

  /**
   * @param splits split ids given out so far
   */
  public static int maxLength(int splits) {
    return Math.addExact(16, Math.multiplyExact(USE_BYTES, splits));
  }

  public byte[] encode() {
    WireWriter out = new WireWriter(FORMAT).u8(isEnd() ? END : NEXT);
    if (isEnd()) {
      out.i32(uses.size());
      for (SplitUse use : uses) {
        out.i32(use.split()).i32(use.frequency()).f64(use.gain()).f64(use.cover());
      }
    }
    return out.toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param splits split ids given out so far
   * @param nodes splits that the trees so far have room for
   */
  public static RoundMessage decode(byte[] message, int splits, int nodes) {
    WireReader in = new WireReader(message, FORMAT);
    int kind = in.u8();
    if (kind != NEXT && kind != END) {
      throw new MalformedMessageException("kind must be 0 or 1. Provided value: " + kind);
    }
    if (kind == NEXT) {
      in.end();
      return next();
    }
    int count = in.i32(0, splits);
    List<SplitUse> uses = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      SplitUse use = new SplitUse(in.i32(0, splits - 1), in.i32(1, nodes), in.f64(), in.f64());
      if (use.gain() < 0 || use.cover() < 0) {
        throw new MalformedMessageException(
            "gain and cover must be at least 0. Provided value: "
                + use.gain()
                + ", "
                + use.cover());
      }
      if (!seen.add(use.split())) {
        throw new MalformedMessageException("split " + use.split() + " is named twice");
      }
      uses.add(use);
    }
    in.end();
    return end(uses);
  }

  /**
   * @param split id at the receiver
   * @param frequency nodes that use it
   * @param gain summed over these
   * @param cover hessian sums of these
   */
  public record SplitUse(int split, int frequency, double gain, double cover) {
    /**
     * As its owner is told: gain and cover to three leading bits, at most 25 % from one to the
     * next. Exact ones of a first tree are the numbers of positives on either side of its split,
     * and of two trainings that differ in one person tell that person's label.
     */
    public SplitUse coarse() {
      return new SplitUse(split, frequency, coarse(gain), coarse(cover));
    }

    private static double coarse(double value) {
      double unit = Math.scalb(1.0, Math.getExponent(value) - 2);
      return value > 0 ? Math.rint(value / unit) * unit : value;
    }
  }
}
