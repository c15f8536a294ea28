package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static dev.tributary.aggregator.session.LocalRun.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.WaitingCall;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for another party is woken by what it waits for, and by whatever ends the wait. */
@Timeout(60)
class SessionWaitsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration NEW = Duration.ZERO;
  private static final byte[] MANIFEST = {7};

  @TempDir private Path folder;
  private LocalRun run;
  private Session session;

  @BeforeEach
  void open() {
    run = new LocalRun(folder);
    session = run.session();
  }

  private WaitingCall<Introductions> introductions() {
    return new WaitingCall<>(session, () -> session.joining().introductions(LENDER, LONG));
  }

  private WaitingCall<Optional<byte[]>> message() {
    return new WaitingCall<>(session, () -> session.mailbox().await(BUREAU, step(0, 0), LONG, NEW));
  }

  @Test
  void theLastIntroductionWakesTheOthers() throws Exception {
    run.join(LENDER);
    run.introduce(LENDER);
    WaitingCall<Introductions> lender = introductions();

    assertThat(lender.isWokenBy(() -> run.join(BUREAU))).isTrue();
    assertThat(lender.isWokenBy(() -> run.introduce(BUREAU))).isTrue();
    assertThat(lender.outcome().missing()).isEmpty();
    assertThat(lender.outcome().messages()).containsOnlyKeys(LENDER, BUREAU);
  }

  @Test
  void aCommitWakesTheReceiver() throws Exception {
    run.activate();
    WaitingCall<Optional<byte[]>> bureau = message();

    assertThat(bureau.isWokenBy(() -> session.mailbox().commit(LENDER, step(0, 0), MANIFEST)))
        .isTrue();
    assertThat(bureau.outcome()).contains(MANIFEST);
  }

  @Test
  void aHigherEpochWakesWhoWaitsInTheOldOne() {
    run.activate();
    WaitingCall<Optional<byte[]>> bureau = message();

    assertThat(bureau.isWokenBy(() -> run.put(step(1, 0), 1))).isTrue();
    assertThatThrownBy(bureau::outcome).hasMessageContaining("epoch 0 of run job-1 is over");
  }

  @Test
  void anAbortWakesWhoWaitsForAMessage() {
    run.activate();
    WaitingCall<Optional<byte[]>> bureau = message();

    assertThat(bureau.isWokenBy(() -> session.abort("lender gave up: tired", ErrorCode.PEER)))
        .isTrue();
    assertThatThrownBy(bureau::outcome)
        .cause()
        .isInstanceOf(FederationException.class)
        .hasMessage("lender gave up: tired");
  }

  @Test
  void theLastToFinishWakesTheFirst() throws Exception {
    run.activate();
    WaitingCall<List<PartyId>> lender =
        new WaitingCall<>(session, () -> session.finish(LENDER, LONG));

    assertThat(lender.isWokenBy(() -> session.finish(BUREAU, Duration.ZERO))).isTrue();
    assertThat(lender.outcome()).isEmpty();
  }

  @Test
  void whoIsForgottenAndWhoseRunExpiresIsWoken() {
    run.join(LENDER);
    WaitingCall<Introductions> lender = introductions();

    assertThat(lender.isWokenBy(() -> session.leases().sweep(Duration.ZERO))).isTrue();
    assertThat(lender.isWokenBy(() -> session.leases().expire(LONG, () -> {}))).isTrue();
    assertThatThrownBy(lender::outcome)
        .hasMessageContaining("run job expired: nobody was in it any more");
  }

  /** Whoever waits is alive: a wait longer than the lease must not end the run. */
  @Test
  void aWaitRenewsTheLease() throws InterruptedException {
    run.join(LENDER);
    assertRenewed(LENDER, () -> session.joining().introductions(LENDER, Duration.ZERO));
    run.introduce(LENDER);
    run.join(BUREAU);
    run.introduce(BUREAU);
    assertRenewed(BUREAU, () -> session.mailbox().await(BUREAU, step(0, 0), Duration.ZERO, NEW));
    assertRenewed(LENDER, () -> session.finish(LENDER, Duration.ZERO));
    assertRenewed(BUREAU, () -> session.sign(BUREAU));
  }

  /** The first to come may have waited long, with no call under way, for the last. */
  @Test
  void aRunThatBeginsRenewsAllLeases() throws InterruptedException {
    run.join(LENDER);
    run.introduce(LENDER);
    run.join(BUREAU);
    assertRenewed(LENDER, () -> run.introduce(BUREAU));
  }

  @Test
  void whoComesInHasItsLeaseFromNowOn() throws InterruptedException {
    assertRenewed(LENDER, () -> run.join(LENDER));
  }

  private void assertRenewed(PartyId party, Runnable call) throws InterruptedException {
    Thread.sleep(100);
    long before = silence(party);
    call.run();
    assertThat(before).isBetween(100L, 60_000L);
    assertThat(silence(party)).isLessThan(before);
  }

  private long silence(PartyId party) {
    return session.status().parties().get(party.equals(BUREAU) ? 0 : 1).silentMillis();
  }
}
