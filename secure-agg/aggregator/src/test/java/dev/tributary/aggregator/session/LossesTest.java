package dev.tributary.aggregator.session;

import static dev.tributary.aggregator.session.LocalRun.BUREAU;
import static dev.tributary.aggregator.session.LocalRun.LENDER;
import static dev.tributary.aggregator.session.LocalRun.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.WaitingCall;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of three that goes on with two, one of whom it needs. */
@Timeout(60)
class LossesTest {
  private static final PartyId RETAILER = new PartyId("retailer");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration NEW = Duration.ZERO;
  private static final byte[] MANIFEST = {7};

  @TempDir private Path folder;
  private LocalRun run;
  private Session session;

  @BeforeEach
  void open() {
    run = new LocalRun(folder, new LossRule(2, List.of(BUREAU)), LENDER, BUREAU, RETAILER);
    session = run.session();
    run.activate();
  }

  private void silence(PartyId lost) throws InterruptedException {
    Thread.sleep(1200);
    session.parties().stream().filter(party -> !party.equals(lost)).forEach(session::sign);
    assertThat(session.leases().sweep(Duration.ofSeconds(1))).containsExactly(lost);
  }

  @Test
  void goesOnWithoutASilentPartyAndWakesWhoWaitsForIt() throws Exception {
    WaitingCall<Optional<byte[]>> waiting =
        new WaitingCall<>(session, () -> session.mailbox().await(BUREAU, step(0, 0), LONG, NEW));
    assertThat(
            waiting.isWokenBy(
                () -> {
                  try {
                    silence(LENDER);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .isTrue();

    assertThat(waiting.outcome()).isEmpty();
    assertThat(session.state()).isEqualTo(RunState.ACTIVE);
    assertThat(session.aborted()).isEmpty();
    assertThat(session.lost()).containsOnlyKeys(LENDER);
    assertThat(session.lost().get(LENDER)).isBetween(Duration.ofSeconds(1), LONG);
    assertThat(session.status().parties().get(1).lost()).isTrue();
    assertThat(session.leases().sweep(Duration.ofHours(1))).as("told once").isEmpty();
  }

  @Test
  void whatALostPartySentBeforeStillArrives() throws Exception {
    session.mailbox().commit(LENDER, step(0, 0), MANIFEST);
    silence(LENDER);

    assertThat(session.mailbox().await(BUREAU, step(0, 0), LONG, NEW)).contains(MANIFEST);
    assertThat(session.mailbox().await(BUREAU, step(0, 1), LONG, NEW)).isEmpty();
  }

  @Test
  void aLostPartyThatComesBackHearsThatTheRunGoesOnWithoutIt() throws Exception {
    silence(LENDER);
    session.sign(LENDER);

    assertThatThrownBy(() -> session.mailbox().commit(LENDER, step(0, 0), MANIFEST))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessage(
            "run job goes on without lender, which gave no sign of life or did not send in time; it"
                + " can be in the next run");
    assertThatThrownBy(() -> session.finish(LENDER, Duration.ZERO))
        .hasMessageContaining("goes on without lender");
    assertThat(session.over(LENDER)).isPresent();
    assertThat(session.over(BUREAU)).isEmpty();
  }

  @Test
  void endsWithoutAPartyThatItNeeds() throws Exception {
    silence(BUREAU);

    assertThat(session.aborted())
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .matches(
            "bureau was lost: no sign of life for [1-9]\\d* s; the run cannot go on without it: start"
                + " all parties again");
  }

  @Test
  void endsWithTooFew() throws Exception {
    silence(LENDER);
    silence(RETAILER);

    assertThat(session.aborted())
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .matches("lender was lost: no sign of life for [1-9]\\d* s; retailer was lost: no sign.*")
        .endsWith(
            "1 of 3 parties are left where the job asks for 2 (sum.min-parties): start all again");
  }

  @Test
  void finishesWithoutTheLost() throws Exception {
    assertThat(session.finish(BUREAU, Duration.ZERO)).containsExactly(LENDER, RETAILER);
    assertThat(session.finish(RETAILER, Duration.ZERO)).containsExactly(LENDER);
    Thread.sleep(1200);
    session.leases().sweep(Duration.ofSeconds(1));

    assertThat(session.state()).isEqualTo(RunState.FINISHED);
    assertThat(session.finish(BUREAU, Duration.ZERO)).isEmpty();
  }

  @Test
  void onlyANeededPartyGoesOnWithoutAnother() {
    assertThatThrownBy(() -> session.leases().exclude(LENDER, RETAILER))
        .hasMessageContaining("lender may not go on without retailer");
    assertThatThrownBy(() -> session.leases().exclude(BUREAU, BUREAU))
        .hasMessageContaining("bureau may not go on without bureau");
    assertThatThrownBy(() -> session.leases().exclude(BUREAU, new PartyId("stranger")))
        .hasMessageContaining("stranger is not a party of run");

    assertThat(session.leases().exclude(BUREAU, LENDER)).isTrue();
    assertThat(session.leases().exclude(BUREAU, LENDER)).as("said twice").isFalse();
    assertThat(session.lost()).containsOnlyKeys(LENDER);
    assertThat(session.state()).isEqualTo(RunState.ACTIVE);
  }

  @Test
  void nobodyIsExcludedFromARunThatALossEnds() {
    LocalRun plain = new LocalRun(folder.resolve("plain"));
    plain.activate();
    assertThatThrownBy(() -> plain.session().leases().exclude(BUREAU, LENDER))
        .hasMessageContaining("may not go on without");
  }

  @Test
  void aLossSurvivesARestart() throws Exception {
    run.saved();
    silence(LENDER);

    SessionRecord saved = run.saved().get(0);
    SessionRecord read = SessionRecord.decode(saved.encode());
    assertThat(read.rule()).isEqualTo(new LossRule(2, List.of(BUREAU)));
    assertThat(read.members().get(1).lostMillis())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
  }
}
