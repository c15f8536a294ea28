package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.admission.Caller;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.Stored;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.OpenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A mailbox service, without a network, and in it an active run of lender and bureau. */
final class RunUnderWay {
  static final PartyId LENDER = new PartyId("lender");
  static final PartyId BUREAU = new PartyId("bureau");
  static final ByteString PROCESS = ByteString.copyFrom(new byte[16]);

  private final Path runs;
  private final Sessions sessions;
  private final MailboxService service;
  private String run;

  RunUnderWay(Path folder, long quotaBytes) {
    this(folder, quotaBytes, Duration.ZERO);
  }

  RunUnderWay(Path folder, long quotaBytes, Duration quotaWait) {
    runs = folder.resolve("runs");
    SessionLimits limits =
        new SessionLimits(
            Limits.of().stored(quotaBytes).records(1_000_000).build(),
            quotaWait,
            Duration.ofDays(1),
            Duration.ZERO,
            10);
    OperatorLog log = new OperatorLog(System.err);
    AuditLog audit = AuditLog.open(folder.resolve("audit.log"), Clock.systemUTC());
    sessions = Sessions.open(runs, limits, audit);
    service =
        new MailboxService(sessions, audit, new Traffic(), log, limits.lease(), Duration.ZERO);
    open();
  }

  static OpenRequest opening() {
    return OpenRequest.newBuilder()
        .setName("job")
        .setJobSha256("ab".repeat(32))
        .addAllParties(new TreeSet<>(List.of("bureau", "lender")))
        .setInstance(PROCESS)
        .build();
  }

  MailboxService service() {
    return service;
  }

  /** The id of the run. */
  String id() {
    return run;
  }

  Session session() {
    return sessions.session(run, LENDER);
  }

  /** What the lender has in the store. */
  Stored lenderStores() {
    return sessions.shares().of(LENDER).stored();
  }

  /** Calls as a party's driver. */
  static <T> T as(PartyId party, Callable<T> call) {
    try {
      return Caller.driver(party).context().call(call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the run, forgets it, and starts another. */
  void renew() {
    session().abort("over", ErrorCode.PEER);
    sessions.sweep();
    open();
  }

  /** Names of the files kept for messages, also of those half written. */
  List<String> stored() {
    try (Stream<Path> files = Files.list(runs.resolve(run))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith("session"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open() {
    for (PartyId party : List.of(LENDER, BUREAU)) {
      run = sessions.open(OpenRequests.checked(opening(), party)).run().value();
    }
    session().joining().introduce(LENDER, new byte[] {1});
    session().joining().introduce(BUREAU, new byte[] {2});
  }
}
