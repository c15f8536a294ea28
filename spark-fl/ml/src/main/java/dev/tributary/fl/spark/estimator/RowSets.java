package dev.tributary.fl.spark.estimator;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.when;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.spark.AlignedTable;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;
import org.apache.spark.sql.Column;

/**
 * What each common row is used for: 0 trains, 1 validates, 2 tests. Drawn by the label party and
 * sent to the others, one byte a row, before the training. They learn which of the common rows
 * train, validate and test, and nothing else.
 */
final class RowSets {
  private static final String STEP = "split/sets";
  private static final int FORMAT = 1;
  private static final int OVERHEAD = 5;
  private static final byte VALIDATION = 1;
  private static final byte TEST = 2;

  /** Column of the codes; begins like every name that no source column may have. */
  private static final String COLUMN = "tributary_set";

  private final byte[] sets;
  private final int[] counts = new int[TEST + 1];

  /**
   * @param sets by aligned row; not copied
   */
  RowSets(byte[] sets) {
    for (byte set : sets) {
      if (set < 0 || set > TEST) {
        throw new MalformedMessageException("row set must be 0 to 2. Provided value: " + set);
      }
      counts[set]++;
    }
    this.sets = sets;
  }

  /** Every row trains. */
  static RowSets training(int rows) {
    return new RowSets(new byte[rows]);
  }

  /**
   * Reads what the label party's columns say; where both do, a row tests.
   *
   * @param rows the common rows as they were found
   * @param validation true or other than 0 for rows that validate; null if none does
   * @param test the same for rows that test
   * @throws FederationException USER where a column says nothing
   */
  static RowSets of(AlignedTable rows, Column validation, Column test) {
    Column set = lit(0);
    Column unsaid = lit(false);
    for (Column[] indicator : new Column[][] {{validation, lit(VALIDATION)}, {test, lit(TEST)}}) {
      if (indicator[0] != null) {
        Column said = nanvl(indicator[0].cast("double"), lit(null).cast("double"));
        set = when(said.notEqual(0), indicator[1]).otherwise(set);
        unsaid = unsaid.or(said.isNull());
      }
    }
    Column known = when(unsaid, lit(null)).otherwise(set.cast("double"));
    double[] drawn =
        new AlignedTable(rows.rows().withColumn(COLUMN, known), rows.features(), rows.order(), null)
            .values(COLUMN);
    byte[] sets = new byte[drawn.length];
    for (int row = 0; row < sets.length; row++) {
      if (Double.isNaN(drawn[row])) {
        throw FederationException.user(
            "the columns that say which rows validate or test must be true or false; row %d of the"
                + " common rows has none",
            row);
      }
      sets[row] = (byte) drawn[row];
    }
    return new RowSets(sets);
  }

  /** The label party's side. */
  void send(FederatedSession session) {
    for (PartyId party : session.featureParties()) {
      session.exchange().send(session.to(party, 0, STEP), encode());
    }
  }

  /**
   * A feature party's side.
   *
   * @param rows common rows that this party found
   */
  static RowSets receive(FederatedSession session, int rows) {
    StepAddress step = session.from(session.labelParty(), 0, STEP);
    return PeerMessages.receive(session, step, Math.addExact(rows, OVERHEAD), bytes -> decode(bytes, rows));
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
  RowOrder order() {
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
  int[] placement() {
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
