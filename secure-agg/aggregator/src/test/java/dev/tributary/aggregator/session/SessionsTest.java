package dev.tributary.aggregator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");

  @TempDir private Path folder;

  private Sessions open(Duration retention) {
    SessionLimits limits =
        new SessionLimits(
            Limits.of().runs(10_000).remembered(10_000).build(),
            Duration.ZERO,
            Duration.ofDays(1),
            retention,
            10_000);
    AuditLog audit = AuditLog.open(folder.resolve("audit.log"), Clock.systemUTC());
    return Sessions.open(folder.resolve("runs"), limits, audit);
  }

  private static Session join(Sessions sessions, String name, PartyId party) {
    OpenCall call =
        new OpenCall(
            name,
            "ab".repeat(32),
            new TreeSet<>(List.of(LENDER, BUREAU)),
            party,
            new byte[] {(byte) party.name().charAt(0)});
    return sessions.session(sessions.open(call).run().value(), party);
  }

  /** Without the order of the runs a party now and then hears of one that is long over. */
  @Test
  void aPartyJoinsTheLastOfManyRunsThatWereMadeAtOnce() {
    Sessions sessions = open(Duration.ofDays(1));
    for (int i = 0; i < 200; i++) {
      String name = "job" + i;
      join(sessions, name, LENDER).abort("lender gave up: too soon", ErrorCode.PEER);
      Session second = join(sessions, name, LENDER);

      assertThat(join(sessions, name, BUREAU)).isSameAs(second);
    }
  }

  /** A run that a party is about to join is deserted up to the moment at which it does. */
  @Test
  void aPartyIsNotLetIntoARunThatExpiresMeanwhile() {
    Sessions sessions = open(Duration.ZERO);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> sweeper =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                sessions.sweep();
              }
            });
    try {
      for (int i = 0; i < 300; i++) {
        assertThat(join(sessions, "job" + i, LENDER).joining().joined()).containsExactly(LENDER);
      }
    } finally {
      done.set(true);
    }
    sweeper.join();
  }

  @Test
  void aDesertedRunThatExpiredIsNotSavedAgain() {
    Sessions sessions = open(Duration.ZERO);
    Session session = join(sessions, "job", LENDER);
    session.leases().sweep(Duration.ZERO);
    sessions.sweep();

    assertThatThrownBy(() -> session.joining().introduce(LENDER, new byte[] {1}))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("expired");
    assertThat(folder.resolve("runs").toFile().list()).isEmpty();
  }
}
