package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static dev.tributary.aggregator.session.LocalRun.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.WaitingCall;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A status names what a party waits for as long as it does, and no longer. */
@Timeout(60)
class PendingTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] MANIFEST = {7};

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void open() {
    open(LossRule.ENDS, LENDER, BUREAU);
  }

  private void open(LossRule rule, PartyId... parties) {
    LocalRun run = new LocalRun(folder, rule, parties);
    session = run.session();
    run.activate();
  }

  private WaitingCall<Optional<byte[]>> await(StepAddress step, Duration before) {
    return new WaitingCall<>(session, () -> session.mailbox().await(step.to(), step, LONG, before));
  }

  /** Lets a call come to its wait and notes what of it is shown. */
  private List<SessionStatus.Pending> shownBy(WaitingCall<?> call) {
    List<SessionStatus.Pending> shown = new ArrayList<>();
    call.isWokenBy(() -> shown.addAll(pending(BUREAU)));
    return shown;
  }

  private List<SessionStatus.Pending> pending(PartyId of) {
    return session.status().parties().stream()
        .filter(party -> party.party().equals(of))
        .findAny()
        .orElseThrow()
        .pending();
  }

  @Test
  void whoWaitsIsShownWithItsSenderAndTheStep() throws Exception {
    WaitingCall<Optional<byte[]>> bureau = await(step(0, 0), Duration.ZERO);

    assertThat(shownBy(bureau))
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.from()).isEqualTo(LENDER);
              assertThat(shown.step()).isEqualTo("sums");
              assertThat(shown.waitedMillis()).isBetween(0L, 59_000L);
            });
    assertThat(pending(LENDER)).as("who computes").isEmpty();

    session.mailbox().commit(LENDER, step(0, 0), MANIFEST);
    assertThat(bureau.outcome()).contains(MANIFEST);
    assertThat(pending(BUREAU)).isEmpty();
  }

  /** A wait of an hour is many calls, one after the other. */
  @Test
  void whatWasWaitedInEarlierCallsCounts() {
    assertThat(shownBy(await(step(0, 0), HOUR)))
        .singleElement()
        .extracting(SessionStatus.Pending::waitedMillis)
        .satisfies(
            waited ->
                assertThat(waited).isBetween(HOUR.toMillis(), HOUR.plusMinutes(1).toMillis()));
  }

  @Test
  void ofManyWaitsTheLongestAreShown() {
    for (int round = 0; round < 6; round++) {
      shownBy(await(step(0, round), Duration.ofHours(round)));
    }

    assertThat(pending(BUREAU))
        .extracting(pending -> Duration.ofMillis(pending.waitedMillis()).toHours())
        .containsExactly(5L, 4L, 3L, 2L);
  }

  @Test
  void aWaitWhoseTimeIsOverIsForgotten() {
    assertThat(session.mailbox().await(BUREAU, step(0, 0), Duration.ofMillis(50), HOUR)).isEmpty();

    assertThat(pending(BUREAU)).isEmpty();
  }

  @Test
  void aWaitThatIsRefusedIsForgotten() {
    WaitingCall<Optional<byte[]>> old = await(step(0, 0), HOUR);
    assertThat(shownBy(old)).hasSize(1);

    session.mailbox().commit(LENDER, step(1, 0), MANIFEST);

    assertThatThrownBy(old::outcome).hasMessageContaining("epoch 0 of run job-1 is over");
    assertThat(pending(BUREAU)).isEmpty();
  }

  /** At once: its waiting calls wake only when the lock is free. */
  @Test
  void aRunThatIsOverHasNobodyWaiting() {
    WaitingCall<Optional<byte[]>> bureau = await(step(0, 0), HOUR);
    assertThat(shownBy(bureau)).hasSize(1);

    Session over = session;
    synchronized (over) {
      over.abort("lender gave up: tired", ErrorCode.PEER);
      assertThat(pending(BUREAU)).isEmpty();
    }

    assertThatThrownBy(bureau::outcome).hasMessageContaining("lender gave up: tired");
    assertThat(pending(BUREAU)).isEmpty();
  }

  @Test
  void aLostPartyWaitsForNobody() {
    PartyId retailer = new PartyId("retailer");
    open(new LossRule(2, List.of(LENDER)), LENDER, BUREAU, retailer);
    WaitingCall<Optional<byte[]>> bureau = await(step(0, 0), HOUR);
    assertThat(shownBy(bureau)).hasSize(1);

    Session without = session;
    synchronized (without) {
      without.leases().exclude(LENDER, BUREAU);
      assertThat(pending(BUREAU)).isEmpty();
    }

    assertThatThrownBy(bureau::outcome).hasMessageContaining("goes on without bureau");
    assertThat(pending(BUREAU)).isEmpty();
  }
}
