package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import dev.tributary.protocol.secagg.ToldTotals;
import java.util.function.Function;

/** The attempts at one sum: each but the first follows the loss of a party. */
final class Attempts {
  private Attempts() {}

  /**
   * Attempts a sum until it is opened, or cannot be.
   *
   * @param told what this party was told in the sums before
   * @param attempt one of them; its masks are its own
   * @return how the last one ended
   */
  static <V extends SumVector<V>> RoundEnd<V> at(
      SumGroup group,
      int sum,
      String purpose,
      int words,
      ToldTotals told,
      Function<SumRound, RoundEnd<V>> attempt) {
    for (int number = 0; number < group.members().size(); number++) {
      RoundEnd<V> end = attempt.apply(new SumRound(sum, number, purpose, words, told.digest()));
      if (!end.repeated()) {
        return end;
      }
    }
    throw FederationException.peer(
        group.summing(),
        "asks for more attempts at sum %d (%s) than there are parties",
        sum,
        purpose);
  }
}
