package dev.tributary.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a run goes on without parties that are lost, as its job says it. Every party takes the
 * rule from its own job; whoever keeps the mailbox only compares what they announce.
 *
 * @param minParties fewest parties that must be left; 0: every loss ends the run
 * @param needed those without whom the run cannot go on
 * @param comesBack whether all parties begin anew, and go on from what they keep, once a lost one
 *     is started again
 */
public record LossRule(int minParties, SortedSet<PartyId> needed, boolean comesBack) {
  /** A loss of any party ends the run. */
  public static final LossRule ENDS = new LossRule(0, List.of());

  public LossRule {
    needed = Collections.unmodifiableSortedSet(new TreeSet<>(needed));
    if (minParties < 0 || (minParties == 0 && !needed.isEmpty())) {
      throw new IllegalArgumentException(
          "fewest parties must be at least 1 where some are needed. Provided value: %d, %s"
              .formatted(minParties, needed));
    }
  }

  /** Of a run that nobody comes back into. */
  public LossRule(int minParties, Collection<PartyId> needed) {
    this(minParties, new TreeSet<>(needed), false);
  }

  /** The same in a run that a lost party may come back into. */
  public LossRule comingBack() {
    return new LossRule(minParties, needed, true);
  }

  /** Whether a run ever goes on after a loss. */
  public boolean goesOn() {
    return minParties > 0;
  }

  /**
   * Why a run ends now that some are lost.
   *
   * @param parties all of the run
   * @param lost how long nothing has been heard of whom
   * @return for people; empty if the run goes on
   */
  public Optional<String> end(Collection<PartyId> parties, Map<PartyId, Duration> lost) {
    List<PartyId> gone = parties.stream().filter(lost::containsKey).sorted().toList();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    if (!goesOn()) {
      PartyId first = gone.get(0);
      return Optional.of(
          silence(first, lost.get(first))
              + (comesBack
                  ? "; start it again with the same command"
                  : "; see its log and start all parties again"));
    }
    List<PartyId> missed = new ArrayList<>(needed);
    missed.retainAll(gone);
    if (!missed.isEmpty()) {
      return Optional.of(
          silences(missed, lost)
              + "; the run cannot go on without it: start "
              + (comesBack ? "it again with the same command" : "all parties again"));
    }
    int left = parties.size() - gone.size();
    return left >= minParties
        ? Optional.empty()
        : Optional.of(
            "%s; %d of %d parties are left where the job asks for %d (sum.min-parties): start all again"
                .formatted(silences(gone, lost), left, parties.size(), minParties));
  }

  /** How a loss is told, wherever it is. */
  public static String silence(PartyId party, Duration since) {
    return "%s was lost: no sign of life for %d s".formatted(party, since.toSeconds());
  }

  private static String silences(List<PartyId> gone, Map<PartyId, Duration> lost) {
    return gone.stream()
        .map(party -> silence(party, lost.get(party)))
        .collect(Collectors.joining("; "));
  }
}
