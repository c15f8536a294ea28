package dev.tributary.fl.align;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * What each common row is used for: 0 trains, 1 validates, 2 tests. Drawn by the label party and
 * sent to the others, one byte a row, before the training. They learn which of the common rows
 * train, validate and test, and nothing else.
 */
public final class RowSets {
  private static final String STEP = "split/sets";
  private static final int FORMAT = 1;
  private static final int OVERHEAD = 5;

  /** Codes of the sets; 0 trains. */
  public static final byte VALIDATION = 1;

  public static final byte TEST = 2;

  private final byte[] sets;
  private final int[] counts = new int[TEST + 1];

  /**
   * @param sets by aligned row; not copied
   */
  public RowSets(byte[] sets) {
    for (byte set : sets) {
      if (set < 0 || set > TEST) {
        throw new MalformedMessageException("row set must be 0 to 2. Provided value: " + set);
      }
      counts[set]++;
    }
    this.sets = sets;
  }

  /** Every row trains. */
  public static RowSets training(int rows) {
    return new RowSets(new byte[rows]);
  }

  /** The label party's side. */
  public void send(FederatedSession session) {
    for (PartyId party : session.featureParties()) {
      session.exchange().send(session.to(party, 0, STEP), encode());
    }
  }

  /**
   * A feature party's side.
   *
   * @param rows common rows that this party found
   */
  public static RowSets receive(FederatedSession session, int rows) {
    StepAddress step = session.from(session.labelParty(), 0, STEP);
    return PeerMessages.receive(
        session, step, Math.addExact(rows, OVERHEAD), bytes -> decode(bytes, rows));
  }

  byte[] encode() {
    return new WireWriter(FORMAT).bytes(sets).toByteArray();
  }

  /**
   * Reads the message strictly.
   *
   * @param rows aligned rows, which the message must cover
   */
  static RowSets decode(byte[] message, int rows) {
    WireReader in = new WireReader(message, FORMAT);
    byte[] sets = in.bytes(rows);
    in.end();
    if (sets.length != rows) {
      throw new MalformedMessageException(
          "row sets must cover " + rows + " rows. Provided value: " + sets.length);
    }
    return new RowSets(sets);
  }

  /** How many rows are used for what; USER if none trains. */
  public RowOrder order() {
    if (counts[0] == 0) {
      throw FederationException.agreed(
          PeerText.NOTHING_TO_TRAIN_ON,
          "the split leaves none of %d common rows to train on: change it",
          sets.length);
    }
    return new RowOrder(counts[0], counts[VALIDATION], counts[TEST]);
  }

  /**
   * Where each aligned row stands in the row order: by set, within a set as aligned. Null if all
   * stand where they are.
   */
  public int[] placement() {
    RowOrder order = order();
    if (order.training() == sets.length) {
      return null;
    }
    int[] next = {0, order.validationStart(), order.testStart()};
    int[] placement = new int[sets.length];
    for (int row = 0; row < sets.length; row++) {
      placement[row] = next[sets[row]]++;
    }
    return placement;
  }
}
