package dev.tributary.aggregator.session;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All runs of the aggregator, kept on disk so that a restart continues them. Thread-safe. */
public final class Sessions {
  private static final int SUFFIX_BYTES = 6;

  private final RunFolders folders;
  private final SessionLimits limits;
  private final AuditLog audit;
  private final RunOpening opening = new RunOpening(this);
  private final SecureRandom random = new SecureRandom();
  private final Map<RunId, Session> sessions = new ConcurrentHashMap<>();

  /** When the last run was made; the next counts as later, whatever the clock says. */
  private long newest;

  private Sessions(RunFolders folders, SessionLimits limits, AuditLog audit) {
    this.folders = folders;
    this.limits = limits;
    this.audit = audit;
  }

  /** Loads what an earlier process of this aggregator left. */
  public static Sessions open(Path folder, SessionLimits limits, AuditLog audit) {
    RunFolders folders = new RunFolders(folder, limits);
    Sessions sessions = new Sessions(folders, limits, audit);
    folders.load(
        (saved, store) -> {
          sessions.sessions.put(saved.run(), new Session(saved, store, folders::save));
          sessions.newest = Math.max(sessions.newest, saved.createdMillis());
        },
        dropped -> audit.record("dropped", Map.of("folder", dropped)));
    return sessions;
  }

  /**
   * Lets a party's driver into the current incarnation of a run, or makes a new one: when there is
   * none, and when the party had joined an active one and so has been restarted.
   *
   * @throws FederationException PEER if another party ended the run a moment ago, before this one
   *     came; USER if the parties disagree on who takes part
   */
  public synchronized Ticket open(OpenCall call) {
    opening.refuseLate(call);
    Session session = opening.joinable(call).orElseGet(() -> create(call));
    byte[] token = Tokens.fresh(random);
    session.joining().join(call.party(), call.instance(), Tokens.hash(token));
    audit.record(
        "join",
        Map.of(
            "run", session.run().value(),
            "party", call.party().name(),
            "job", call.jobSha256()));
    return new Ticket(session.run(), token);
  }

  /** The session of a run id. */
  public Session session(String run) {
    return Optional.ofNullable(sessions.get(parse(run)))
        .orElseThrow(
            () ->
                FederationException.resource(
                    "run %s is not known here: it expired, or belongs to another aggregator", run));
  }

  /** All runs of a party, newest last. */
  public List<Session> of(PartyId party) {
    return sessions.values().stream()
        .filter(session -> session.parties().contains(party))
        .sorted(Comparator.comparingLong(Session::createdMillis))
        .toList();
  }

  public Collection<Session> all() {
    return List.copyOf(sessions.values());
  }

  /** Ends a run for all its parties; the first reason stands. */
  public void end(Session session, String why, ErrorCode blame) {
    if (session.abort(why, blame)) {
      audit.record("abort", Map.of("run", session.run().value(), "reason", why));
    }
  }

  /** Ends leases and deletes what has expired; called about once a second. */
  public void sweep() {
    for (Session session : all()) {
      for (PartyId lost : session.leases().sweep(limits.lease())) {
        audit.record("lost", Map.of("run", session.run().value(), "party", lost.name()));
      }
      expire(session);
    }
  }

  /** Not while a party is being let in, which may be about to join this very run. */
  private synchronized void expire(Session session) {
    session
        .leases()
        .expire(
            limits.retention(),
            () -> {
              sessions.remove(session.run());
              folders.delete(session.run());
            });
  }

  private Session create(OpenCall call) {
    if (sessions.values().stream().filter(each -> each.state().live()).count()
        >= limits.maxRuns()) {
      throw FederationException.resource(
          "the aggregator serves %d runs already: wait, or raise max-runs there", limits.maxRuns());
    }
    byte[] suffix = new byte[SUFFIX_BYTES];
    random.nextBytes(suffix);
    RunId run = new RunId(call.name() + "-" + HexFormat.of().formatHex(suffix));
    newest = Math.max(System.currentTimeMillis(), newest + 1);
    Session session =
        new Session(
            SessionRecord.opened(call.name(), run, call.jobSha256(), call.parties(), newest),
            folders.store(run),
            folders::save);
    sessions.put(run, session);
    audit.record(
        "open",
        Map.of(
            "run",
            run.value(),
            "parties",
            call.parties().stream().map(PartyId::name).collect(Collectors.joining(" "))));
    return session;
  }

  private static RunId parse(String run) {
    try {
      return new RunId(run);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
