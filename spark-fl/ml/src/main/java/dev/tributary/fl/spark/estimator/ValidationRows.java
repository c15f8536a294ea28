package dev.tributary.fl.spark.estimator;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.Mail;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.protocol.wire.WireReader;
import dev.tributary.protocol.wire.WireWriter;

/**
 * Which common rows the label party keeps for validation; it tells the others before the training.
 * They learn which of the common rows validate and nothing else.
 *
 * <p>As a message: format, number of rows, bit {@code r % 8} of byte {@code r / 8} for row {@code
 * r}, unused bits 0.
 */
final class ValidationRows {
  private static final int FORMAT = 1;
  private static final int OVERHEAD = 9;
  private static final String STEP = "estimator/validation-rows";

  private final int rows;
  private final byte[] bits;

  private ValidationRows(int rows, byte[] bits) {
    this.rows = rows;
    this.bits = bits;
  }

  /** Every row trains. */
  static ValidationRows none(int rows) {
    return new ValidationRows(rows, new byte[length(rows)]);
  }

  /**
   * @param indicator by aligned row; other than 0 validates
   */
  static ValidationRows of(double[] indicator) {
    byte[] bits = new byte[length(indicator.length)];
    for (int row = 0; row < indicator.length; row++) {
      if (Double.isNaN(indicator[row])) {
        throw FederationException.user(
            "the validation column must be true or false; row %d of the common rows has none", row);
      }
      if (indicator[row] != 0) {
        bits[row >> 3] |= (byte) (1 << (row & 7));
      }
    }
    return new ValidationRows(indicator.length, bits);
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
  static ValidationRows receive(FederatedSession session, int rows) {
    StepAddress step = session.from(session.labelParty(), 0, STEP);
    return Mail.receive(session, step, length(rows) + OVERHEAD, bytes -> decode(bytes, rows));
  }

  byte[] encode() {
    return new WireWriter(FORMAT).i32(rows).bytes(bits).toByteArray();
  }

  static ValidationRows decode(byte[] message, int rows) {
    WireReader in = new WireReader(message, FORMAT);
    in.i32(rows, rows);
    byte[] bits = in.bytes(length(rows));
    in.end();
    if (bits.length != length(rows)) {
      throw new MalformedMessageException(
          "bitmap must have " + length(rows) + " bytes. Provided value: " + bits.length);
    }
    if ((rows & 7) != 0 && (bits[rows >> 3] & 0xff) >> (rows & 7) != 0) {
      throw new MalformedMessageException("unused bits must be 0");
    }
    return new ValidationRows(rows, bits);
  }

  /** How many rows train and validate; USER if none trains. */
  RowOrder order() {
    int validation = validation();
    if (validation == rows) {
      throw FederationException.user(
          "the validation column leaves none of %d common rows to train on", rows);
    }
    return new RowOrder(rows - validation, validation, 0);
  }

  /** Where each aligned row stands in the row order; null if all stand where they are. */
  int[] placement() {
    int validation = validation();
    if (validation == 0) {
      return null;
    }
    int[] placement = new int[rows];
    int training = 0;
    int validating = rows - validation;
    for (int row = 0; row < rows; row++) {
      placement[row] = validates(row) ? validating++ : training++;
    }
    return placement;
  }

  private int validation() {
    int count = 0;
    for (byte b : bits) {
      count += Integer.bitCount(b & 0xff);
    }
    return count;
  }

  private boolean validates(int row) {
    return (bits[row >> 3] >> (row & 7) & 1) == 1;
  }

  private static int length(int rows) {
    return (int) ((rows + 7L) / 8);
  }
}
