package dev.tributary.fl.horizontal.sum;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.secagg.SumGroup;
import dev.tributary.protocol.secagg.SumRound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Who is still in a run's sums, as the summing party finds out by waiting: whoever is lost, or
 * sends nothing within the own job's step deadline, is out for the rest of the run. Where the job
 * lets no run go on, the first such wait fails instead.
 */
final class Attendance {
  private final FederatedSession session;
  private final SumGroup group;

  /** With what its wait ended. */
  private final Map<PartyId, String> gone = new LinkedHashMap<>();

  Attendance(FederatedSession session, SumGroup group) {
    this.session = session;
    this.group = group;
  }

  /** The other members that are left, in job order. */
  List<PartyId> others() {
    return group.members().stream()
        .filter(party -> !party.equals(session.self()) && !gone.containsKey(party))
        .toList();
  }

  /**
   * Hears parties one after the other, all within one step deadline.
   *
   * @param step takes a party's message; gets the time that is left for it
   * @return those heard
   */
  List<PartyId> hear(List<PartyId> due, BiConsumer<PartyId, Duration> step) {
    long end = System.nanoTime() + session.stepTimeout().toNanos();
    List<PartyId> heard = new ArrayList<>();
    for (PartyId party : due) {
      try {
        step.accept(party, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        heard.add(party);
      } catch (FederationException e) {
        if (!group.goesOn() || !FederationException.missing(e).equals(Optional.of(party))) {
          throw e;
        }
        gone.put(party, e.getMessage());
        session.exchange().goOnWithout(party);
      }
    }
    return heard;
  }

  /**
   * Ends a round that too few parties are left for.
   *
   * @param left how many are in it, this party among them if it is a member
   * @param fewest how many it takes
   */
  void require(int left, int fewest, SumRound round) {
    if (left < fewest) {
      throw FederationException.lost(
          gone.keySet().iterator().next(),
          "%s; %d of %d parties are left in %s where the job asks for %d: start all again",
          String.join("; ", gone.values()),
          left,
          group.members().size(),
          round,
          fewest);
    }
  }
}
