package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;

/** A training that ends where the loss of rows that validate falls no more. */
public final class EarlyStopping {
  private EarlyStopping() {}

  /**
   * USER where parties that train together have no such rows, so that what they asked for would not
   * take place. What a party fits alone beside it goes on to the last round.
   *
   * @param rounds without gain after which training ends; 0 for never
   * @param weight of all rows that validate
   * @param parties that train together
   */
  public static void requireRows(int rounds, double weight, int parties) {
    if (rounds > 0 && parties > 1 && !(weight > 0)) {
      throw FederationException.agreed(
          PeerText.NOTHING_TO_STOP_BY,
          "no party has a row with a weight above 0 to validate on, and early-stopping-rounds: %d"
              + " ends training by such rows: correct split.validation, or set"
              + " early-stopping-rounds: 0",
          rounds);
    }
  }
}
