package dev.tributary.aggregator.session;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Into which run a driver is let that names one: rules only, under the lock of {@link Sessions}.
 */
final class RunOpening {
  /** How long a party that comes late hears that the others have given up. */
  private static final Duration MEMORY = Duration.ofMinutes(2);

  private final Sessions sessions;

  RunOpening(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Whoever comes to a run that has just ended without it would wait in vain in a new one. */
  void refuseLate(OpenCall call) {
    List<Session> same = sessions.of(call.party()).stream().filter(call::means).toList();
    if (!same.isEmpty()) {
      same.get(same.size() - 1)
          .joining()
          .missed(call.party(), call.instance(), MEMORY)
          .ifPresent(
              told -> {
                throw told;
              });
    }
  }

  /** The run that still awaits this party, if there is one; ends one that it was in already. */
  Optional<Session> joinable(OpenCall call) {
    List<Session> candidates =
        sessions.of(call.party()).stream()
            .filter(session -> session.name().equals(call.name()) && session.state().live())
            .toList();
    for (Session session : candidates) {
      if (!call.means(session)) {
        refuseOtherParties(session, call);
      } else if (session.state() == RunState.JOINING) {
        refuseOtherRule(session, call);
        return Optional.of(session);
      } else if (session.rule().goesOn()
          && !session.rule().comesBack()
          && !session.rule().needed().contains(call.party())) {
        stayOut(session, call);
      } else if (!session.joining().joinedBy(call.party(), call.instance())) {
        sessions.endByLoss(
            session,
            call.party(),
            call.party()
                + " was started again while the run was under way: "
                + (session.rule().comesBack()
                    ? "all begin anew and go on from what they keep"
                    : "start all parties again"));
      }
    }
    return Optional.empty();
  }

  /**
   * A party whose driver was started again is not in the run any more, which goes on without it if
   * it can: coming back would take what is not kept of the run.
   */
  private static void stayOut(Session session, OpenCall call) {
    if (!session.joining().joinedBy(call.party(), call.instance())) {
      session.leases().restarted(call.party());
      session
          .over(call.party())
          .filter(told -> session.state().live())
          .ifPresent(
              told -> {
                throw told;
              });
    }
  }

  /** Ends a run whose partners disagree on whether it goes on without parties that are lost. */
  private void refuseOtherRule(Session session, OpenCall call) {
    if (!session.rule().equals(call.rule())) {
      String why =
          String.format(
              "job files differ: %s and others of run %s say differently when it goes on without a"
                  + " lost party, or with it again (sum.party, sum.min-parties, deadlines.rejoin): use the same job file everywhere",
              call.party(), call.name());
      sessions.end(session, call.party(), why, ErrorCode.PEER);
      throw FederationException.user("%s", why);
    }
  }

  /**
   * Ends a run whose partners disagree on who takes part. A run of strangers that merely name the
   * caller is left alone, so that they cannot stop its runs by taking their names; so is one that
   * nobody is in.
   */
  private void refuseOtherParties(Session session, OpenCall call) {
    SortedSet<PartyId> joined = session.joining().joined();
    if (!joined.isEmpty() && call.parties().containsAll(joined)) {
      String why =
          String.format(
              "job files differ: %s names the parties %s, others of run %s name %s: use the same"
                  + " job file everywhere",
              call.party(), call.parties(), call.name(), session.parties());
      sessions.end(session, call.party(), why, ErrorCode.PEER);
      throw FederationException.user("%s", why);
    }
  }
}
