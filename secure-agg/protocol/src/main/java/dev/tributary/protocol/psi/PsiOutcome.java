package dev.tributary.protocol.psi;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * What the label party tells every feature party: how many ids all parties have in common, or that
 * there are too few, in which case no more is said.
 *
 * @param rows common ids, or -1 where they are fewer than the job's minimum
 */
public record PsiOutcome(long rows) {
  /** Bytes of the message. */
  public static final int LENGTH = 9;

  private static final int FORMAT = 1;

  public PsiOutcome {
    if (rows < 1 && rows != -1) {
      throw new IllegalArgumentException("rows must be at least 1, or -1. Provided value: " + rows);
    }
  }

  /** Too few common ids. */
  public static PsiOutcome tooFew() {
    return new PsiOutcome(-1);
  }

  /** Whether the parties go on. */
  public boolean enough() {
    return rows > 0;
  }

  public byte[] toBytes() {
    return new WireWriter(FORMAT).i64(rows).toByteArray();
  }

  public static PsiOutcome fromBytes(byte[] message) {
    WireReader in = new WireReader(message, FORMAT);
    long rows = in.i64();
    in.end();
    if (rows < 1 && rows != -1) {
      throw new MalformedMessageException(
          "rows must be at least 1, or -1. Provided value: " + rows);
    }
    return new PsiOutcome(rows);
  }
}
