package dev.tributary.fl.jobs.split;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * What each aligned row is used for; drawn by the label party and sent to the others, one byte a
 * row. Reveals to them which of the common rows train, validate and test, and nothing else.
 */
public final class RowSets {
  /** Step name of the message. */
  public static final String STEP = "split/sets";

  private static final int FORMAT = 1;
  private static final int OVERHEAD = 5;

  private final byte[] sets;

  /**
   * @param sets code of {@link RowSet} by aligned row; not copied
   */
  public RowSets(byte[] sets) {
    for (byte set : sets) {
      if (set < 0 || set >= RowSet.COUNT) {
        throw new IllegalArgumentException("row set must be 0 to 2. Provided value: " + set);
      }
    }
    this.sets = sets;
  }

  /** The message. */
  public byte[] toBytes() {
    return new WireWriter(FORMAT).bytes(sets).toByteArray();
  }

  /** Length of the message for a number of rows. */
  public static int messageLength(int rows) {
    return Math.addExact(rows, OVERHEAD);
  }

  /**
   * Reads the message strictly.
   *
   * @param rows aligned rows, which the message must cover
   * @throws MalformedMessageException if it is not such a message
   */
  public static RowSets fromBytes(byte[] message, int rows) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] sets = in.bytes(rows);
    in.end();
    if (sets.length != rows) {
      throw new MalformedMessageException(
          "row sets must cover " + rows + " rows. Provided value: " + sets.length);
    }
    try {
      return new RowSets(sets);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  public int rows() {
    return sets.length;
  }

  /** What an aligned row is used for. */
  public RowSet of(int row) {
    return switch (sets[row]) {
      case 0 -> RowSet.TRAINING;
      case 1 -> RowSet.VALIDATION;
      default -> RowSet.TEST;
    };
  }

  /** How many rows are used for what; USER if none trains. */
  public RowOrder order() {
    int[] counts = new int[RowSet.COUNT];
    for (byte set : sets) {
      counts[set]++;
    }
    if (counts[RowSet.TRAINING.code()] == 0) {
      throw FederationException.user(
          "the split leaves none of %d common rows to train on: change split in the job",
          sets.length);
    }
    return new RowOrder(
        counts[RowSet.TRAINING.code()],
        counts[RowSet.VALIDATION.code()],
        counts[RowSet.TEST.code()]);
  }

  /** Where each aligned row stands in the row order: by set, within a set as aligned. */
  public int[] placement() {
    RowOrder order = order();
    int[] next = {0, order.validationStart(), order.testStart()};
    int[] placement = new int[sets.length];
    for (int row = 0; row < sets.length; row++) {
      placement[row] = next[sets[row]]++;
    }
    return placement;
  }
}
