package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * The sums of one training, all over the parties of the first: a tree mixes no different people.
 */
final class SumOfAll implements SecureSum {
  private final SecureSum open;
  private List<PartyId> parties = List.of();
  private int sums;
  private long words;

  SumOfAll(SecureSum open) {
    this.open = open;
  }

  @Override
  public Total total(String purpose, long[] vector) {
    Total total = open.total(purpose, vector);
    for (PartyId party : parties) {
      if (!total.parties().contains(party)) {
        throw FederationException.peer(
            party,
            "is not in the sum %s: trees are of all parties; start the run again when it is there",
            purpose);
      }
    }
    parties = total.parties();
    sums++;
    words += vector.length;
    return total;
  }

  /** Who is in them, in job order. */
  List<PartyId> parties() {
    return parties;
  }

  /** How many there were. */
  int sums() {
    return sums;
  }

  /** Of all of them, eight bytes each. */
  long words() {
    return words;
  }

  /** Does nothing: whoever opened the sum closes it. */
  @Override
  public void close() {}
}
