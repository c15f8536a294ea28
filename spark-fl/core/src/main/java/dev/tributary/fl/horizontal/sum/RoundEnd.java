package dev.tributary.fl.horizontal.sum;

import java.util.Optional;

/**
 * How an attempt at a sum ended, the same at all parties.
 *
 * @param total of those left; empty if nothing was opened
 * @param repeated whether another attempt follows
 */
record RoundEnd(Optional<Total> total, boolean repeated) {
  /** Nothing is opened: other parties are left than were asked for. */
  static final RoundEnd OTHER_PARTIES = new RoundEnd(Optional.empty(), false);

  /** Nothing is opened: who was needed for that has left, and those who stay try again. */
  static final RoundEnd REPEATED = new RoundEnd(Optional.empty(), true);

  static RoundEnd of(Total total) {
    return new RoundEnd(Optional.of(total), false);
  }
}
