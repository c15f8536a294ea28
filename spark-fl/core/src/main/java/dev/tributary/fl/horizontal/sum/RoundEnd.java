package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt at a sum ended, the same at all parties.
 *
 * @param round the attempt
 * @param left whose vectors arrived, as the summing party said; empty where another attempt follows
 * @param total of those left; empty if nothing was opened
 */
record RoundEnd<V extends SumVector<V>>(SumRound round, List<PartyId> left, Optional<V> total) {
  static <V extends SumVector<V>> RoundEnd<V> of(SumRound round, List<PartyId> left, V total) {
    return new RoundEnd<>(round, left, Optional.of(total));
  }

  /** Nothing is opened: other parties are left than were asked for. */
  static <V extends SumVector<V>> RoundEnd<V> ofOthers(SumRound round, List<PartyId> left) {
    return new RoundEnd<>(round, left, Optional.<V>empty());
  }

  /** Nothing is opened: who was needed for that has left, and those who stay try again. */
  static <V extends SumVector<V>> RoundEnd<V> again(SumRound round) {
    return new RoundEnd<>(round, List.of(), Optional.<V>empty());
  }

  /** Adds it to what this party was told. */
  void noteIn(ToldTotals told) {
    total.ifPresentOrElse(t -> t.noteIn(told, round, left), () -> told.unopened(round, left));
  }

  boolean repeated() {
    return left.isEmpty();
  }
}
