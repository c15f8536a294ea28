package dev.tributary.aggregator.session;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All runs of the aggregator, kept on disk so that a restart continues them. Thread-safe. */
public final class Sessions {
  private static final String RECORD = "session";
  private static final int TOKEN_BYTES = 32;
  private static final int SUFFIX_BYTES = 6;

  /** How long a party that comes late hears that the others have given up. */
  private static final Duration MEMORY = Duration.ofMinutes(2);

  private final Path folder;
  private final SessionLimits limits;
  private final AuditLog audit;
  private final SecureRandom random = new SecureRandom();
  private final Map<RunId, Session> sessions = new ConcurrentHashMap<>();

  /** When the last run was made; the next counts as later, whatever the clock says. */
  private long newest;

  private Sessions(Path folder, SessionLimits limits, AuditLog audit) {
    this.folder = folder;
    this.limits = limits;
    this.audit = audit;
  }

  /** Loads what an earlier process of this aggregator left. */
  public static Sessions open(Path folder, SessionLimits limits, AuditLog audit) {
    Sessions sessions = new Sessions(folder, limits, audit);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> runs = Files.list(folder)) {
        for (Path run : (Iterable<Path>) runs.filter(Files::isDirectory)::iterator) {
          sessions.load(run);
        }
      }
    } catch (IOException e) {
      throw FederationException.user("data folder %s cannot be used: %s", folder, e.getMessage());
    }
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
    refuseLate(call);
    Session session = joinable(call).orElseGet(() -> create(call));
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    session.join(call.party(), call.instance(), hash(token));
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
    return Optional.ofNullable(parse(run))
        .map(sessions::get)
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

  /** Ends leases and deletes what has expired; called about once a second. */
  public void sweep() {
    for (Session session : all()) {
      for (PartyId lost : session.sweep(limits.lease())) {
        audit.record("lost", Map.of("run", session.run().value(), "party", lost.name()));
      }
      expire(session);
    }
  }

  /** Not while a party is being let in, which may be about to join this very run. */
  private synchronized void expire(Session session) {
    session.expire(
        limits.retention(),
        () -> {
          sessions.remove(session.run());
          delete(session.run());
        });
  }

  /** SHA-256, by which tokens are kept. */
  public static byte[] hash(byte[] token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Session> joinable(OpenCall call) {
    List<Session> candidates =
        of(call.party()).stream()
            .filter(session -> session.name().equals(call.name()) && session.state().live())
            .toList();
    for (Session session : candidates) {
      if (!session.parties().equals(call.parties())) {
        refuseOtherParties(session, call);
      } else if (session.state() == RunState.JOINING) {
        return Optional.of(session);
      } else if (!session.joinedBy(call.party(), call.instance())) {
        end(
            session,
            call.party()
                + " was started again while the run was under way: start all parties again");
      }
    }
    return Optional.empty();
  }

  /** Whoever comes to a run that has just ended without it would wait in vain in a new one. */
  private void refuseLate(OpenCall call) {
    List<Session> same =
        of(call.party()).stream()
            .filter(session -> session.name().equals(call.name()))
            .filter(session -> session.parties().equals(call.parties()))
            .toList();
    if (!same.isEmpty()) {
      same.get(same.size() - 1)
          .missed(call.party(), call.instance(), MEMORY)
          .ifPresent(
              told -> {
                throw told;
              });
    }
  }

  /**
   * Ends a run whose partners disagree on who takes part. A run of strangers that merely name the
   * caller is left alone, so that they cannot stop its runs by taking their names.
   */
  private void refuseOtherParties(Session session, OpenCall call) {
    if (call.parties().containsAll(session.joined())) {
      String why =
          String.format(
              "job files differ: %s names the parties %s, others of run %s name %s: use the same"
                  + " job file everywhere",
              call.party(), call.parties(), call.name(), session.parties());
      end(session, why);
      throw FederationException.user("%s", why);
    }
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
            RunStore.open(folder.resolve(run.value()), limits.quotaBytes(), limits.quotaWait()),
            this::save);
    sessions.put(run, session);
    audit.record(
        "open", Map.of("run", run.value(), "parties", String.join(" ", names(call.parties()))));
    return session;
  }

  private void end(Session session, String why) {
    if (session.abort(why)) {
      audit.record("abort", Map.of("run", session.run().value(), "reason", why));
    }
  }

  private void load(Path runFolder) throws IOException {
    Path file = runFolder.resolve(RECORD);
    try {
      SessionRecord saved = SessionRecord.decode(Files.readAllBytes(file));
      RunStore store = RunStore.open(runFolder, limits.quotaBytes(), limits.quotaWait());
      sessions.put(saved.run(), new Session(saved, store, this::save));
      newest = Math.max(newest, saved.createdMillis());
    } catch (NoSuchFileException | MalformedMessageException e) {
      // The process ended before the run was first saved, or the disk lost it: nobody can be in it.
      audit.record("dropped", Map.of("folder", String.valueOf(runFolder.getFileName())));
      deleteFolder(runFolder);
    }
  }

  private void save(Session session) {
    Path runFolder = folder.resolve(session.run().value());
    try {
      Files.createDirectories(runFolder);
      Path fresh = runFolder.resolve(RECORD + ".new");
      Files.write(fresh, session.record().encode());
      Files.move(
          fresh,
          runFolder.resolve(RECORD),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  private void delete(RunId run) {
    try {
      deleteFolder(folder.resolve(run.value()));
    } catch (IOException e) {
      throw RunStore.disk(e);
    }
  }

  private static void deleteFolder(Path runFolder) throws IOException {
    if (!Files.exists(runFolder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(runFolder)) {
      listed.forEach(files::add);
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(runFolder);
  }

  private static RunId parse(String run) {
    try {
      return new RunId(run);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  private static List<String> names(SortedSet<PartyId> parties) {
    return parties.stream().map(PartyId::name).toList();
  }

  /**
   * A driver's wish to join.
   *
   * @param instance random bytes of the process
   */
  public record OpenCall(
      String name, String jobSha256, SortedSet<PartyId> parties, PartyId party, byte[] instance) {}

  /**
   * What it gets.
   *
   * @param token for the party's executors; kept here only as a hash
   */
  public record Ticket(RunId run, byte[] token) {}
}
