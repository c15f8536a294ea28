package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import java.util.Optional;
import java.util.function.Function;

/** The attempts at one sum: each but the first follows the loss of a party. */
final class Attempts {
  private Attempts() {}

  /**
   * Attempts a sum until it is opened, or cannot be.
   *
   * @param attempt one of them; its masks are its own
   * @return empty where other parties are left than were asked for
   */
  static Optional<Total> at(
      SumGroup group, int sum, String purpose, int words, Function<SumRound, RoundEnd> attempt) {
    for (int number = 0; number < group.members().size(); number++) {
      RoundEnd end = attempt.apply(new SumRound(sum, number, purpose, words));
      if (!end.repeated()) {
        return end.total();
      }
    }
    throw FederationException.peer(
        group.summing(),
        "asks for more attempts at sum %d (%s) than there are parties",
        sum,
        purpose);
  }
}
