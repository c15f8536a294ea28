package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sums vectors over the parties of a run; each party gets the total and nothing else of the others.
 * Words are added modulo 2^64, so the order of adding never shows and a negative value is its two's
 * complement; {@link FixedPoint} says which real numbers fit.
 *
 * <p>All parties call the same methods in the same order with the same purpose and length. Driver
 * only; calls do not overlap.
 *
 * <p>Where the job lets a run go on without parties that are lost, {@link Total#parties} names who
 * is in a total: fewer than before from some total on. <b>What was summed over more parties must
 * not be summed again over fewer</b>, neither as it was nor in parts or combinations: the
 * difference is the lost party's own. What must be of the same parties as an earlier total is asked
 * for by {@link #totalAmong}.
 */
public interface SecureSum extends AutoCloseable {
  /**
   * One total.
   *
   * @param purpose what is summed, in lower case, such as {@code column-counts}; names the step
   * @param words this party's vector, left unchanged; any length from 1 to the agreed limit
   * @throws dev.tributary.protocol.FederationException PEER where another party sends what is not
   *     due or too few parties are left; RESOURCE where a wait ends
   */
  Total total(String purpose, long[] words);

  /**
   * One total over exactly these parties, or none: where one of them is lost, nothing is opened, at
   * no party unless the summing party hides it from some, and sums can go on. These can then open
   * nothing more with those who were told.
   *
   * @param parties as an earlier total named them
   * @return empty where one of them is lost
   */
  Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words);

  /** Sums of vectors too large for a driver, in one row with these; none where noise is added. */
  default Optional<SumOfPieces> pieces() {
    return Optional.empty();
  }

  /** Who has been lost, with the time since it was heard of. */
  default Map<PartyId, Duration> lost() {
    return Map.of();
  }

  /**
   * The end of whatever cannot do without a party that {@link #totalAmong} misses.
   *
   * @param parties as given there
   * @param consequence what to know of it and do next
   */
  default FederationException missing(List<PartyId> parties, String consequence) {
    Map<PartyId, Duration> lost = lost();
    List<PartyId> gone = parties.stream().filter(lost::containsKey).toList();
    String silences =
        gone.stream()
            .map(party -> LossRule.silence(party, lost.get(party)))
            .collect(Collectors.joining("; "));
    return FederationException.lost(
        gone.isEmpty() ? parties.get(0) : gone.get(0),
        "%s: %s",
        gone.isEmpty() ? "one of " + parties + " was lost" : silences,
        consequence);
  }

  @Override
  void close();
}
