package dev.tributary.aggregator;

import static dev.tributary.aggregator.TestFederation.BUREAU;
import static dev.tributary.aggregator.TestFederation.DEADLINES;
import static dev.tributary.aggregator.TestFederation.JOB;
import static dev.tributary.aggregator.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.Limits;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.RunOverview;
import dev.tributary.transport.SessionDeadlines;
import dev.tributary.transport.SessionSpec;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between parties, and what each of them is told. */
class SessionFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private TestFederation federation;

  @BeforeEach
  void start() {
    federation = new TestFederation(folder);
    federation.start();
  }

  @AfterEach
  void stop() {
    federation.close();
  }

  @Test
  void differentJobFilesAreNamedAtBothSides() {
    SessionSpec other =
        new SessionSpec("jobs", "cd".repeat(32), BUREAU, federation.pins(), DEADLINES);
    CompletableFuture<GrpcSession> lender = federation.open(federation.spec("jobs", LENDER));
    CompletableFuture<GrpcSession> bureau = federation.open(other);
    assertThat(failure(lender).getMessage()).contains("bureau").contains("another job file");
    assertThat(failure(bureau).getMessage()).contains("lender").contains("another job file");
  }

  @Test
  void wrongPinIsNamed() {
    Map<PartyId, Optional<Fingerprint>> pins = federation.pins();
    pins.put(BUREAU, Optional.of(new Fingerprint("sha256:" + "0".repeat(64))));
    SessionSpec spec = new SessionSpec("pins", JOB, LENDER, pins, DEADLINES);
    CompletableFuture<GrpcSession> lender = federation.open(spec);
    CompletableFuture<GrpcSession> bureau = federation.open(federation.spec("pins", BUREAU));
    FederationException failure = failure(lender);
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessageContaining("bureau").hasMessageContaining("pins");
    bureau.handle((session, e) -> close(session)).join();
  }

  @Test
  void absentPartyIsNamed() {
    SessionDeadlines hasty =
        new SessionDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5));
    SessionSpec spec = new SessionSpec("absent", JOB, LENDER, federation.pins(), hasty);
    FederationException failure = failure(federation.open(spec));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    assertThat(failure).hasMessageContaining("bureau did not join run absent");
  }

  @Test
  void aPartyThatCannotTakePartIsNotWaitedFor() {
    CompletableFuture<GrpcSession> bureau = federation.open(federation.spec("declined", BUREAU));
    decline("declined");
    FederationException failure = failure(bureau);
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessage("lender gave up: " + PeerText.OWN_INPUT.words());
  }

  @Test
  void whoComesAfterAPartyGaveUpIsToldOnceAndMayThenStartAnew() {
    decline("late");
    decline("late");
    FederationException failure = failure(federation.open(federation.spec("late", BUREAU)));
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessage("lender gave up: " + PeerText.OWN_INPUT.words());
    finishBoth(federation.openBoth("late"));
  }

  @Test
  void aPartyThatStartsAnewAfterGivingUpIsJoined() {
    decline("mended");
    CompletableFuture<GrpcSession> lender = federation.open(federation.spec("mended", LENDER));
    awaitJoining("mended");
    GrpcSession bureau = federation.open(federation.spec("mended", BUREAU)).join();
    finishBoth(Map.of(LENDER, lender.join(), BUREAU, bureau));
  }

  private void awaitJoining(String run) {
    try (RunOverview overview =
        RunOverview.connect(federation.address(), federation.identity(LENDER))) {
      while (overview.lines(run).stream().noneMatch(line -> line.contains("joining"))) {
        Thread.onSpinWait();
      }
    }
  }

  private void decline(String run) {
    GrpcSession.decline(
        federation.address(),
        federation.identity(LENDER),
        federation.spec(run, LENDER),
        FederationException.user("row 17 of /data/bank.csv"));
  }

  @Test
  void absentAggregatorIsNamed() {
    SessionDeadlines hasty =
        new SessionDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(300));
    SessionSpec spec = new SessionSpec("nowhere", JOB, LENDER, federation.pins(), hasty);
    assertThatThrownBy(
            () ->
                GrpcSession.open(
                    AggregatorAddress.parse("localhost:1"), federation.identity(LENDER), spec))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("localhost:1")
        .hasMessageContaining("check that it runs");
  }

  @Test
  void foreignCertificateIsRefused() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    TestFederation foreign = new TestFederation(elsewhere);
    SessionSpec spec = foreign.spec("foreign", LENDER);
    assertThatThrownBy(() -> GrpcSession.open(federation.address(), foreign.identity(LENDER), spec))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("TLS")
        .hasMessageContaining("same CA");
  }

  @Test
  void expiredCertificateIsNamedWithItsDate() {
    PartyId late = new PartyId("late");
    federation.issue(late, List.of(), Duration.ofMinutes(-1));
    assertThatThrownBy(() -> federation.identity(late))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("expired on");
  }

  @Test
  void lostPartyEndsTheRunForTheOthers() throws Exception {
    federation.close();
    federation.start(TestFederation.limits(Duration.ofSeconds(3)));
    Map<PartyId, GrpcSession> sessions = federation.openBoth("lost");
    TestExecutors.silence(sessions.get(LENDER));
    assertThatThrownBy(
            () ->
                sessions
                    .get(BUREAU)
                    .exchange()
                    .await(step(sessions, "never"), Duration.ofSeconds(30)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender was lost");
    sessions.values().forEach(GrpcSession::close);
  }

  private GrpcSession goingOn(String name, PartyId self) {
    return goingOn(name, self, new LossRule(1, List.of(BUREAU)));
  }

  private GrpcSession goingOn(String name, PartyId self, LossRule rule) {
    SessionSpec spec = new SessionSpec(name, JOB, self, federation.pins(), DEADLINES, rule);
    return GrpcSession.open(federation.address(), federation.identity(self), spec);
  }

  private Map<PartyId, GrpcSession> bothGoingOn(String name) {
    return bothGoingOn(name, new LossRule(1, List.of(BUREAU)));
  }

  private Map<PartyId, GrpcSession> bothGoingOn(String name, LossRule rule) {
    CompletableFuture<GrpcSession> lender =
        CompletableFuture.supplyAsync(() -> goingOn(name, LENDER, rule), TestFederation.PARTIES);
    return Map.of(BUREAU, goingOn(name, BUREAU, rule), LENDER, lender.join());
  }

  @Test
  void aRunThatGoesOnEndsOnlyTheWaitsForTheLostParty() throws Exception {
    federation.close();
    federation.start(TestFederation.limits(Duration.ofSeconds(3)));
    Map<PartyId, GrpcSession> sessions = bothGoingOn("on");
    GrpcSession bureau = sessions.get(BUREAU);
    CompletableFuture<PartyId> heard = new CompletableFuture<>();
    bureau.onLost((party, since) -> heard.complete(party));
    sessions.get(LENDER).exchange().send(step(sessions, "before"), new byte[] {5});
    TestExecutors.silence(sessions.get(LENDER));

    assertThatThrownBy(
            () -> bureau.exchange().await(step(sessions, "never"), Duration.ofSeconds(30)))
        .hasMessageMatching("lender was lost: no sign of life for [0-9]+ s")
        .satisfies(e -> assertThat(FederationException.missing(e)).contains(LENDER));
    assertThat(bureau.exchange().receive(step(sessions, "before"), SOON, 1)).containsExactly(5);
    assertThat(bureau.exchange().lost()).containsOnlyKeys(LENDER);
    assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(LENDER);
    bureau.finish();
    assertThat(bureau.aborted()).isEmpty();
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void whoIsExcludedHearsItAndEndsNothing() {
    Map<PartyId, GrpcSession> sessions = bothGoingOn("excluded");
    GrpcSession bureau = sessions.get(BUREAU);
    GrpcSession lender = sessions.get(LENDER);
    assertThatThrownBy(() -> lender.exchange().goOnWithout(BUREAU))
        .hasMessageContaining("lender may not go on without bureau");

    bureau.exchange().goOnWithout(LENDER);
    assertThatThrownBy(() -> lender.exchange().send(step(sessions, "late"), new byte[1]))
        .hasMessageContaining("run excluded goes on without lender");
    assertThat(lender.abort(FederationException.resource("own")))
        .hasMessageContaining("goes on without lender");
    bureau.latestTraffic();
    assertThat(bureau.aborted()).isEmpty();
    assertThatThrownBy(() -> goingOn("excluded", LENDER))
        .as("coming back")
        .hasMessageContaining("run excluded goes on without lender");
    bureau.finish();
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void whoIsStartedAgainStaysOutOfARunThatGoesOn() {
    Map<PartyId, GrpcSession> sessions = bothGoingOn("back");
    assertThatThrownBy(() -> goingOn("back", LENDER))
        .hasMessageContaining("run back goes on without lender")
        .hasMessageContaining("it can be in the next run");
    GrpcSession bureau = sessions.get(BUREAU);
    assertThat(bureau.exchange().lost()).containsOnlyKeys(LENDER);
    bureau.finish();
    sessions.values().forEach(GrpcSession::close);
  }

  /** Whether the others would have waited for it, or gone on without it. */
  @Timeout(60)
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoIsStartedAgainMeetsTheOthersAnewWhereTheJobSaysSo(int fewest) {
    String name = "again-" + fewest;
    LossRule rule = new LossRule(fewest, fewest == 0 ? List.of() : List.of(BUREAU)).comingBack();
    Map<PartyId, GrpcSession> sessions = bothGoingOn(name, rule);
    GrpcSession bureau = sessions.get(BUREAU);
    assertThat(bureau.endedByLoss()).isFalse();
    if (fewest == 1) {
      bureau.exchange().goOnWithout(LENDER);
      assertThat(bureau.endedByLoss()).as("goes on").isFalse();
      assertThat(sessions.get(LENDER).endedByLoss()).isTrue();
    }
    CompletableFuture<GrpcSession> again =
        CompletableFuture.supplyAsync(() -> goingOn(name, LENDER, rule), TestFederation.PARTIES);

    while (bureau.aborted().isEmpty()) {
      bureau.latestTraffic();
    }
    assertThat(bureau.aborted())
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "lender was started again while the run was under way: all begin anew and go on from"
                + " what they keep");
    assertThat(bureau.endedByLoss()).isTrue();
    bureau.close();
    GrpcSession anew = goingOn(name, BUREAU, rule);
    assertThat(anew.run()).isEqualTo(again.join().run()).isNotEqualTo(bureau.run());
    anew.exchange().send(new StepAddress(anew.run(), 0, 0, "on", BUREAU, LENDER), new byte[] {9});
    assertThat(
            again
                .join()
                .exchange()
                .receive(new StepAddress(anew.run(), 0, 0, "on", BUREAU, LENDER), SOON, 1))
        .containsExactly(9);
    anew.abort(FederationException.resource("own"));
    again.join().latestTraffic();
    assertThat(again.join().endedByLoss()).as("given up").isFalse();
    anew.close();
    again.join().close();
    sessions.get(LENDER).close();
  }

  @Test
  void rulesOfLossesThatDifferEndTheRun() {
    CompletableFuture<GrpcSession> lender = federation.open(federation.spec("rules", LENDER));
    awaitJoining("rules");
    assertThatThrownBy(() -> goingOn("rules", BUREAU))
        .hasMessageContaining("job files differ")
        .hasMessageContaining("sum.min-parties");
    assertThat(failure(lender)).hasMessageContaining("job files differ");
  }

  @Test
  void whoGivesUpHearsNothingOfItFromItsHeartbeats() {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("own");
    GrpcSession lender = sessions.get(LENDER);
    RuntimeException own = new IllegalStateException("a defect");
    // As an estimator does: what runs it gives up later, when heartbeats have been answered.
    lender.exchange().abort(own);
    lender.latestTraffic();
    sessions.get(BUREAU).latestTraffic();

    assertThat(sessions.get(BUREAU).aborted())
        .hasValueSatisfying(told -> assertThat(told).hasMessageStartingWith("lender gave up: an"));
    assertThat(lender.aborted()).isEmpty();
    assertThat(lender.abort(own)).isSameAs(own);
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void aPartyThatIsInterruptedStillTellsTheOthers() {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("interrupted");

    Thread.currentThread().interrupt();
    sessions
        .get(LENDER)
        .abort(
            FederationException.resource("interrupted by its user").telling(PeerText.INTERRUPTED));

    assertThat(Thread.interrupted()).isTrue();
    sessions.get(BUREAU).latestTraffic();
    assertThat(sessions.get(BUREAU).aborted())
        .hasValueSatisfying(
            told -> assertThat(told).hasMessage("lender gave up: " + PeerText.INTERRUPTED.words()));
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void aFailureStaysWhatItIsWhenTheAggregatorCannotBeTold() {
    SessionDeadlines impatient =
        new SessionDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));
    List<GrpcSession> sessions =
        Stream.of(LENDER, BUREAU)
            .map(self -> new SessionSpec("untold", JOB, self, federation.pins(), impatient))
            .map(federation::open)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    federation.close();

    RuntimeException own = new IllegalStateException("a defect");
    assertThat(sessions.get(0).abort(own)).isSameAs(own);
    assertThat(own.getSuppressed())
        .singleElement()
        .satisfies(untold -> assertThat(untold).hasMessageContaining("does not answer"));
    sessions.forEach(GrpcSession::close);
  }

  @Test
  void aRestartedPartyStartsANewIncarnation() {
    Map<PartyId, GrpcSession> first = federation.openBoth("again");
    CompletableFuture<GrpcSession> restarted = federation.open(federation.spec("again", LENDER));
    assertThatThrownBy(() -> first.get(BUREAU).exchange().await(step(first, "x"), SOON))
        .hasMessageContaining("lender was started again");
    CompletableFuture<GrpcSession> bureau = federation.open(federation.spec("again", BUREAU));
    assertThat(restarted.join().run())
        .isEqualTo(bureau.join().run())
        .isNotEqualTo(first.get(BUREAU).run());
    first.values().forEach(GrpcSession::close);
    close(restarted.join());
    close(bureau.join());
  }

  @Test
  void aRestartOfTheAggregatorIsRiddenOut() {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("restart");
    StepAddress before = step(sessions, "before");
    sessions.get(LENDER).exchange().send(before, new byte[] {1});
    Exchange bureau = sessions.get(BUREAU).exchange();
    CompletableFuture<byte[]> waiting =
        CompletableFuture.supplyAsync(
            () -> bureau.receive(step(sessions, "after"), SOON, 9), TestFederation.PARTIES);
    federation.restart();
    sessions.get(LENDER).exchange().send(step(sessions, "after"), new byte[] {2});
    assertThat(waiting.join()).containsExactly(2);
    assertThat(bureau.receive(before, SOON, 9)).containsExactly(1);
    finishBoth(sessions);
  }

  @Test
  void aPutBeyondTheQuotaEndsAsResource() {
    federation.close();
    federation.start(
        TestFederation.limits(Duration.ofSeconds(30), Limits.of().stored(100_000).build()));
    Map<PartyId, GrpcSession> sessions = federation.openBoth("quota");
    Exchange lender = sessions.get(LENDER).exchange();
    StepAddress first = step(sessions, "first");
    lender.send(first, new byte[60_000]);
    assertThatThrownBy(() -> lender.send(step(sessions, "second"), new byte[60_000]))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("per-party.stored")
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.RESOURCE);
    Exchange bureau = sessions.get(BUREAU).exchange();
    assertThat(bureau.receive(first, SOON, 60_000)).hasSize(60_000);
    bureau.release(first);
    lender.send(step(sessions, "second"), new byte[60_000]);
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void aPieceTamperedAtTheAggregatorIsRefused() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("tamper");
    StepAddress step = step(sessions, "piece");
    sessions.get(LENDER).exchange().send(step, new byte[1000]);
    Path piece = pieces(sessions).get(0);
    byte[] sealed = Files.readAllBytes(piece);
    sealed[500] ^= 1;
    Files.write(piece, sealed, StandardOpenOption.TRUNCATE_EXISTING);
    assertNotAuthenticated(sessions, step);
  }

  @Test
  void aPieceTruncatedAtTheAggregatorIsRefused() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("truncate");
    StepAddress step = step(sessions, "piece");
    sessions.get(LENDER).exchange().send(step, new byte[1000]);
    Path piece = pieces(sessions).get(0);
    Files.write(
        piece, Arrays.copyOf(Files.readAllBytes(piece), 500), StandardOpenOption.TRUNCATE_EXISTING);
    assertNotAuthenticated(sessions, step);
  }

  @Test
  void aPieceReplayedAtTheAggregatorIsRefused() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("replay");
    Exchange lender = sessions.get(LENDER).exchange();
    lender.send(step(sessions, "first"), new byte[1000]);
    Path first = pieces(sessions).get(0);
    StepAddress second = step(sessions, "second");
    // The same plaintext, so that only the address tells the two apart.
    lender.send(second, new byte[1000]);
    for (Path piece : pieces(sessions)) {
      Files.copy(first, piece, StandardCopyOption.REPLACE_EXISTING);
    }
    assertNotAuthenticated(sessions, second);
  }

  /** Sealed pieces of a run, as the aggregator keeps them. */
  private List<Path> pieces(Map<PartyId, GrpcSession> sessions) throws IOException {
    Path run = folder.resolve("data/runs").resolve(sessions.get(LENDER).run().value());
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(f -> f.getFileName().toString().startsWith("p-")).toList();
    }
  }

  private static void assertNotAuthenticated(Map<PartyId, GrpcSession> sessions, StepAddress step) {
    assertThatThrownBy(() -> sessions.get(BUREAU).exchange().receive(step, SOON, 1000))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("lender")
        .hasMessageContaining("authenticated")
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.PEER);
    sessions.values().forEach(GrpcSession::close);
  }

  @Test
  void executorsPutAndFetchWithTokenAndRunKeysOnly() throws Exception {
    Map<PartyId, GrpcSession> sessions = federation.openBoth("executors");
    Exchange lender = TestExecutors.remote(sessions.get(LENDER).supplier());
    Exchange bureau = TestExecutors.remote(sessions.get(BUREAU).supplier());
    StepAddress step = step(sessions, "shards");
    var receipt = lender.put(step.shard(0), PayloadWriter.of(new byte[5000]));
    sessions.get(LENDER).exchange().commit(new StepManifest(step, List.of(receipt)));
    var manifest = sessions.get(BUREAU).exchange().await(step, SOON);
    assertThat(bureau.fetchBytes(manifest, 0, 5000)).hasSize(5000);
    assertThatThrownBy(() -> bureau.await(step, SOON)).isInstanceOf(IllegalStateException.class);
    assertThat(sessions.get(LENDER).latestTraffic().sent()).isGreaterThan(0);
    finishBoth(sessions);
  }

  @Test
  void aStrangerIsNoParty() {
    PartyId stranger = new PartyId("stranger");
    federation.issue(stranger, List.of(), Duration.ofDays(1));
    SessionSpec spec =
        new SessionSpec(
            "strange",
            JOB,
            stranger,
            Map.of(stranger, Optional.empty(), LENDER, Optional.empty()),
            DEADLINES);
    CompletableFuture<GrpcSession> lender = federation.open(federation.spec("strange", LENDER));
    CompletableFuture<GrpcSession> other = federation.open(spec);
    CompletableFuture<GrpcSession> bureau = federation.open(federation.spec("strange", BUREAU));
    assertThat(lender.join().run()).isEqualTo(bureau.join().run());
    assertThat(other).isNotDone();
    close(lender.join());
    close(bureau.join());
  }

  @Test
  void anotherAuthorityHasAnotherFingerprint() {
    CertificateAuthority other = CertificateAuthority.init(folder.resolve("ca2"), "other");
    assertThat(Fingerprint.of(other.certificate()).value()).startsWith("sha256:").hasSize(71);
  }

  private static StepAddress step(Map<PartyId, GrpcSession> sessions, String name) {
    return new StepAddress(sessions.get(BUREAU).run(), 0, 0, name, LENDER, BUREAU);
  }

  private static void finishBoth(Map<PartyId, GrpcSession> sessions) {
    CompletableFuture.allOf(
            sessions.values().stream()
                .map(session -> CompletableFuture.runAsync(session::finish, TestFederation.PARTIES))
                .toArray(CompletableFuture[]::new))
        .join();
    sessions.values().forEach(GrpcSession::close);
  }

  private static Void close(GrpcSession session) {
    if (session != null) {
      session.close();
    }
    return null;
  }

  private static FederationException failure(CompletableFuture<GrpcSession> opening) {
    try {
      opening.join().close();
    } catch (CompletionException e) {
      return (FederationException) e.getCause();
    }
    throw new AssertionError("the session opened");
  }
}
