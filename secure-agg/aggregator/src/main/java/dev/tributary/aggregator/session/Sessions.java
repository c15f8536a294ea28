package dev.tributary.aggregator.session;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All runs of the aggregator, kept on disk so that a restart continues them. Thread-safe. */
public final class Sessions {
  private static final int SUFFIX_BYTES = 6;

  /** Lines of the audit log that come of an opening: it, the joining, and how that ends. */
  private static final int LINES_OF_A_RUN = 3;

  /** Less than nothing: whatever is over has been so for longer. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(-1);

  private final RunFolders folders;
  private final SessionLimits limits;
  private final Shares shares;
  private final AuditLog audit;
  private final RunOpening opening = new RunOpening(this);
  private final SecureRandom random = new SecureRandom();
  private final Map<RunId, Session> sessions = new ConcurrentHashMap<>();

  /** When the last run was made; the next counts as later, whatever the clock says. */
  private long newest;

  private Sessions(RunFolders folders, SessionLimits limits, Shares shares, AuditLog audit) {
    this.folders = folders;
    this.limits = limits;
    this.shares = shares;
    this.audit = audit;
  }

  /** Loads what an earlier process of this aggregator left. */
  public static Sessions open(Path folder, SessionLimits limits, AuditLog audit) {
    Shares shares = new Shares(limits.perParty(), limits.quotaWait(), Clock.systemUTC());
    RunFolders folders = new RunFolders(folder, shares);
    Sessions sessions = new Sessions(folders, limits, shares, audit);
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
   *     came; USER if the parties disagree on who takes part; RESOURCE if the party is in as many
   *     runs as it may, or the aggregator serves as many as it can
   */
  public synchronized Ticket open(OpenCall call) {
    opening.refuseLate(call);
    shares.of(call.party()).records().count(LINES_OF_A_RUN);
    Optional<Session> joinable = opening.joinable(call);
    checkRuns(call.party(), joinable);
    Session session = joinable.orElseGet(() -> create(call));
    byte[] token = Tokens.fresh(session.run(), random);
    session.joining().join(call.party(), call.instance(), Tokens.hash(token));
    audit.record(
        "join",
        Map.of(
            "run", session.run().value(),
            "party", call.party().name(),
            "job", call.jobSha256()));
    return new Ticket(session.run(), token);
  }

  /** A party's place in a run is its own or none: refuses one more than it may have. */
  private void checkRuns(PartyId party, Optional<Session> again) {
    long others =
        sessions.values().stream()
            .filter(session -> session.state().live() && !again.equals(Optional.of(session)))
            .filter(session -> session.joining().joined().contains(party))
            .count();
    if (others >= limits.perParty().runs()) {
      throw FederationException.resource(
          "%s is in %d runs under way, as many as one party may: let one end (`tributary status`"
              + " shows them), or raise per-party.runs at the aggregator",
          party, others);
    }
  }

  /**
   * The session of a run id, for one of its parties; whoever is none hears what it hears of a run
   * that never was.
   */
  public Session session(String run, PartyId party) {
    return Optional.ofNullable(sessions.get(parse(run)))
        .filter(session -> session.parties().contains(party))
        .orElseThrow(
            () ->
                FederationException.resource(
                    "run %s is not known here: it expired, or belongs to another aggregator", run));
  }

  /** The party and the run whose executors show this token, if it is a token of today. */
  public Optional<PartyId> holder(byte[] token) {
    return Tokens.run(token)
        .flatMap(run -> Optional.ofNullable(sessions.get(run)))
        .flatMap(session -> session.partyOf(Tokens.hash(token)));
  }

  /** What each party has of this aggregator. */
  public Shares shares() {
    return shares;
  }

  /**
   * The runs that a party is shown: those that it was in, and those that still await it. A run that
   * somebody planted under its name and gave up is none of its business.
   */
  public List<Session> shownTo(PartyId party) {
    return of(party).stream()
        .filter(session -> session.state().live() || session.joining().joined().contains(party))
        .toList();
  }

  /** All runs that name a party, newest last. */
  public List<Session> of(PartyId party) {
    return sessions.values().stream()
        .filter(session -> session.parties().contains(party))
        .sorted(Comparator.comparingLong(Session::createdMillis))
        .toList();
  }

  public Collection<Session> all() {
    return List.copyOf(sessions.values());
  }

  /**
   * Ends a run for all its parties; the first reason stands.
   *
   * @param by whose doing it was; what it said is for the parties and not for the log
   */
  public void end(Session session, PartyId by, String why, ErrorCode blame) {
    if (session.abort(why, blame)) {
      audit.record("abort", Map.of("run", session.run().value(), "party", by.name()));
    }
  }

  /** Ends a run for all since a party of it was started again. */
  void endByLoss(Session session, PartyId again, String why) {
    if (session.abortByLoss(why)) {
      audit.record("abort", Map.of("run", session.run().value(), "party", again.name()));
    }
  }

  /** Lets a run go on without a party, at the word of one that it needs. */
  public void exclude(Session session, PartyId by, PartyId party) {
    if (session.leases().exclude(by, party)) {
      audit.record(
          "exclude", Map.of("run", session.run().value(), "party", party.name(), "by", by.name()));
    }
  }

  /** Ends leases and deletes what has expired; called about once a second. */
  public void sweep() {
    for (Session session : all()) {
      for (PartyId lost : session.leases().sweep(limits.lease())) {
        audit.record("lost", Map.of("run", session.run().value(), "party", lost.name()));
      }
      expire(session, limits.retention());
    }
    forget();
  }

  /**
   * Forgets runs that are over before their time, where every party that was in them has been in
   * more since than are remembered.
   */
  private synchronized void forget() {
    Map<PartyId, Integer> newer = new HashMap<>();
    all().stream()
        .filter(session -> !session.state().live())
        .sorted(Comparator.comparingLong(Session::createdMillis).reversed())
        .forEach(
            session -> {
              boolean remembered = false;
              for (PartyId party : session.joining().joined()) {
                remembered |= newer.merge(party, 1, Integer::sum) <= limits.perParty().remembered();
              }
              if (!remembered) {
                expire(session, FORGOTTEN);
              }
            });
  }

  /** Not while a party is being let in, which may be about to join this very run. */
  private synchronized void expire(Session session, Duration retention) {
    session
        .leases()
        .expire(
            retention,
            () -> {
              sessions.remove(session.run());
              folders.delete(session.run());
            });
  }

  private Session create(OpenCall call) {
    forget();
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
            SessionRecord.opened(
                call.name(), run, call.jobSha256(), call.parties(), call.rule(), newest),
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
