package dev.tributary.aggregator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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

  private static OpenCall call(String name, PartyId party) {
    return new OpenCall(
        name,
        "ab".repeat(32),
        new TreeSet<>(List.of(LENDER, BUREAU)),
        party,
        new byte[] {(byte) party.name().charAt(0)});
  }

  private static Session join(Sessions sessions, String name, PartyId party) {
    return sessions.session(sessions.open(call(name, party)).run().value(), party);
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

  @Test
  void aRunThatIsOverIsForgottenAfterItsRetentionAndNotBefore() {
    Sessions sessions = open(Duration.ofDays(1));
    Session kept = join(sessions, "kept", LENDER);
    kept.abort("lender gave up: tired", ErrorCode.PEER);
    sessions.sweep();
    assertThat(sessions.all()).containsExactly(kept);

    Sessions strict = open(Duration.ZERO);
    assertThat(strict.all()).hasSize(1);
    strict.sweep();
    assertThat(strict.all()).isEmpty();
    assertThat(folder.resolve("runs").toFile().list()).isEmpty();
  }

  /** A clock that was set back must not make the new run look older than the one before. */
  @Test
  void aRunIsLaterThanAllThatWereSaved() {
    long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
    SessionRecord saved =
        SessionRecord.opened(
            "job",
            new RunId("job-saved"),
            "ab".repeat(32),
            new TreeSet<>(List.of(LENDER, BUREAU)),
            LossRule.ENDS,
            tomorrow);
    Shares shares = new Shares(Limits.of().build(), Duration.ZERO, Clock.systemUTC());
    new RunFolders(folder.resolve("runs"), shares).save(saved);

    Sessions sessions = open(Duration.ofDays(1));
    Session other = join(sessions, "other", LENDER);

    assertThat(sessions.of(LENDER))
        .extracting(Session::name)
        .as("newest last")
        .containsExactly("job", "other");
    assertThat(other.createdMillis()).isEqualTo(tomorrow + 1);
  }

  @Test
  void aTokenIsDrawnAndNamesItsHolder() {
    Sessions sessions = open(Duration.ofDays(1));
    byte[] first = sessions.open(call("job", LENDER)).token();
    assertThat(sessions.holder(first)).contains(LENDER);
    byte[] second = sessions.open(call("job", LENDER)).token();
    byte[] bureau = sessions.open(call("job", BUREAU)).token();

    assertThat(second).isNotEqualTo(first);
    assertThat(sessions.holder(first)).as("of a driver that is gone").isEmpty();
    assertThat(sessions.holder(second)).contains(LENDER);
    assertThat(sessions.holder(bureau)).contains(BUREAU);
    second[0]++;
    assertThat(sessions.holder(second)).isEmpty();
    for (int length : new int[] {0, 31, 32, bureau.length - 1}) {
      assertThat(sessions.holder(Arrays.copyOf(bureau, length))).isEmpty();
    }
    bureau[32] = ' ';
    assertThat(sessions.holder(bureau)).as("no name of a run").isEmpty();
  }
}
