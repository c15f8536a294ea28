package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of silent parties and of runs that are over. */
class LeasesTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration NONE = Duration.ZERO;
  private static final Duration PAST = Duration.ofSeconds(-1);

  @TempDir private Path folder;
  private final AtomicInteger removed = new AtomicInteger();
  private LocalRun run;
  private Session session;
  private Leases leases;

  @BeforeEach
  void open() {
    run = new LocalRun(folder);
    session = run.session();
    leases = session.leases();
  }

  private int removedAfter(Duration retention) {
    leases.expire(retention, removed::incrementAndGet);
    return removed.get();
  }

  @Test
  void aSilentPartyIsForgottenWhileOthersAreAwaited() {
    run.join(LENDER);
    assertThat(leases.sweep(LONG)).isEmpty();
    assertThat(session.joining().joined()).containsExactly(LENDER);
    run.saved();

    assertThat(leases.sweep(NONE)).containsExactly(LENDER);
    assertThat(session.joining().joined()).isEmpty();
    assertThat(session.state()).isEqualTo(RunState.JOINING);
    assertThat(session.partyOf(Tokens.hash(LocalRun.process(LENDER)))).isEmpty();
    assertThat(run.saved())
        .singleElement()
        .satisfies(saved -> assertThat(saved.members().get(1).joined()).isFalse());
    assertThat(leases.sweep(NONE)).isEmpty();
    assertThat(run.saved()).isEmpty();
  }

  @Test
  void aSilentPartyEndsARunThatIsUnderWay() {
    run.activate();
    assertThat(leases.sweep(LONG)).isEmpty();
    assertThat(session.state()).isEqualTo(RunState.ACTIVE);

    assertThat(leases.sweep(NONE)).containsExactly(BUREAU, LENDER);
    assertThat(session.aborted())
        .get()
        .hasFieldOrPropertyWithValue("code", ErrorCode.PEER)
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "bureau was lost: no sign of life for 0 s; see its log and start all parties again");
    assertThat(leases.sweep(NONE)).as("it is over").isEmpty();
  }

  @Test
  void whoHasFinishedMayBeSilent() {
    run.activate();
    session.finish(BUREAU, NONE);

    assertThat(leases.sweep(NONE)).containsExactly(LENDER);
  }

  @Test
  void aRunThatIsOverStaysForItsRetention() {
    run.activate();
    session.abort("lender gave up: tired", ErrorCode.PEER);

    assertThat(removedAfter(LONG)).isZero();
    assertThat(removedAfter(PAST)).isEqualTo(1);
    assertThat(session.aborted()).get().extracting("message").isEqualTo("lender gave up: tired");
  }

  @Test
  void aRunThatIsNotOverStays() {
    run.join(LENDER);
    assertThat(removedAfter(PAST)).isZero();
    run.join(BUREAU);
    run.introduce(LENDER);
    run.introduce(BUREAU);

    assertThat(removedAfter(PAST)).isZero();
    assertThat(session.state()).isEqualTo(RunState.ACTIVE);
  }

  @Test
  void aRunThatNobodyIsInGoesAtOnceAndIsOver() {
    run.join(LENDER);
    leases.sweep(NONE);

    assertThat(removedAfter(LONG)).isEqualTo(1);
    assertThat(session.aborted())
        .get()
        .hasFieldOrPropertyWithValue("code", ErrorCode.PEER)
        .extracting(Throwable::getMessage)
        .isEqualTo("run job expired: nobody was in it any more");
  }
}
