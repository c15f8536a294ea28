package dev.tributary.aggregator.service;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.aggregator.session.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A mailbox service without a network, at which a test plays all parties. */
final class LocalMailbox implements AutoCloseable {
  private final Path folder;
  private final AuditLog audit;
  private final Sessions sessions;
  private final Traffic traffic = new Traffic();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final MailboxService service;

  LocalMailbox(Path folder, PartyLimits limits) {
    this(folder, new SessionLimits(limits, Duration.ZERO, days(1), days(1), 100));
  }

  LocalMailbox(Path folder, SessionLimits limits) {
    this.folder = folder;
    audit = AuditLog.open(folder.resolve("audit.log"), Clock.systemUTC());
    sessions = Sessions.open(folder.resolve("runs"), limits, audit);
    service =
        new MailboxService(
            sessions,
            audit,
            traffic,
            new OperatorLog(new PrintStream(log, true, StandardCharsets.UTF_8)),
            limits.lease(),
            Duration.ofMillis(50));
  }

  static Duration days(int count) {
    return Duration.ofDays(count);
  }

  /** A party's driver. */
  PlayedParty driver(String party) {
    return PlayedParty.driver(this, party);
  }

  MailboxService service() {
    return service;
  }

  Sessions sessions() {
    return sessions;
  }

  Traffic traffic() {
    return traffic;
  }

  /** What the operator is told. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  List<String> audit() {
    try {
      return Files.readAllLines(folder.resolve("audit.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files of a run's messages, also of those half written. */
  List<String> stored(String run) {
    try (Stream<Path> files = Files.list(folder.resolve("runs").resolve(run))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith("session"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    audit.close();
  }
}
