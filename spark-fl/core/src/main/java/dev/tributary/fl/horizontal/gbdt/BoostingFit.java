package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * A trained model and how it came about.
 *
 * @param model equal at all parties: the rounds up to the best validation loss where training may
 *     stop early
 * @param rows of all parties that it was trained on
 * @param validation rows of all parties that validated
 * @param rounds a report per round that took place, kept or not
 * @param sums secure sums taken
 * @param words of all of them, eight bytes each
 * @param parties whose rows are in the model, in job order
 */
public record BoostingFit(
    BoostedModel model,
    long rows,
    long validation,
    List<RoundReport> rounds,
    int sums,
    long words,
    List<PartyId> parties) {
  public BoostingFit {
    rounds = List.copyOf(rounds);
    parties = List.copyOf(parties);
  }
}
