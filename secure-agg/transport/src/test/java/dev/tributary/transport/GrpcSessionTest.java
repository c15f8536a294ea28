package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.JOB;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcSessionTest {
  @TempDir private Path folder;
  private TwoSessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = TwoSessions.honest(folder);
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  private StepAddress step(String name) {
    return sessions.step(name);
  }

  @Test
  void bothAreInTheRunAsThemselves() {
    assertThat(sessions.lender().run()).isEqualTo(new RunId("spring-1"));
    assertThat(sessions.bureau().run()).isEqualTo(new RunId("spring-1"));
    assertThat(sessions.lender().self()).isEqualTo(LENDER);
    assertThat(sessions.lender().exchange().self()).isEqualTo(LENDER);
    assertThat(sessions.lender().stepDeadline()).isEqualTo(SOON);
    assertThat(sessions.lender().unpinned()).containsExactly(BUREAU, LENDER);
    assertThat(sessions.lender().aborted()).isEmpty();
  }

  @Test
  void aPinnedPartyIsNotCalledUnpinned() throws Exception {
    TestFederation federation = new TestFederation(folder.resolve("pinned"));
    SessionSpec spec =
        TestFederation.spec(LENDER, Map.of(LENDER, federation.party(LENDER).fingerprint()));
    try (FakeAggregator aggregator =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost"))) {
      CompletableFuture<GrpcSession> bureau = TwoSessions.start(federation, aggregator, BUREAU);
      try (GrpcSession lender =
          GrpcSession.open(aggregator.address(), federation.party(LENDER), spec)) {
        assertThat(lender.unpinned()).containsExactly(BUREAU);
      }
      bureau.join().close();
    }
  }

  @Test
  void aRunIsFinishedByAll() throws Exception {
    CompletableFuture<Void> lender = CompletableFuture.runAsync(sessions.lender()::finish);
    Thread.sleep(100);
    assertThat(lender).isNotDone();
    sessions.bureau().finish();
    lender.get(20, TimeUnit.SECONDS);

    RuntimeException late = new IllegalStateException("after the end");
    assertThat(sessions.lender().abort(late)).isSameAs(late);
    sessions.lender().close();
    assertThat(sessions.aggregator().reasons()).isEmpty();
  }

  @Test
  void whoDoesNotFinishInTimeIsNamed() throws Exception {
    TestFederation federation = new TestFederation(folder.resolve("hasty"));
    Duration moment = Duration.ofMillis(300);
    SessionSpec hasty =
        new SessionSpec(
            "spring",
            JOB,
            LENDER,
            TestFederation.spec(LENDER, Map.of()).parties(),
            new SessionDeadlines(SOON, moment, SOON));
    // Answers at once, so that the party's own deadline is what ends the wait.
    try (FakeAggregator aggregator =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost"))) {
      CompletableFuture<GrpcSession> bureau = TwoSessions.start(federation, aggregator, BUREAU);
      try (GrpcSession lender =
          GrpcSession.open(aggregator.address(), federation.party(LENDER), hasty)) {
        aggregator.impatient();
        FederationException failure =
            catchThrowableOfType(FederationException.class, lender::finish);

        assertThat(failure).hasMessage("bureau did not finish within PT0.3S: see its log");
        assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
        assertThat(FederationException.reasonForPeers(failure))
            .isEqualTo("bureau: " + PeerText.UNFINISHED.words());
      }
      bureau.join().close();
    }
  }

  @Test
  void aDriverThatEndsEarlySaysSo() {
    sessions.lender().close();

    assertThat(sessions.aggregator().reasons()).containsExactly(PeerText.STOPPED.words());
    assertThatThrownBy(() -> sessions.bureau().exchange().await(step("never"), SOON))
        .hasMessage("lender gave up: " + PeerText.STOPPED.words());
    assertThatThrownBy(() -> sessions.lender().exchange().send(step("late"), new byte[1]))
        .isInstanceOf(RuntimeException.class);
    assertThat(sessions.aggregator().heard()).doesNotContain("commit lender");
  }

  @Test
  void anAbortIsHeardInTheBackground() throws Exception {
    BlockingQueue<FederationException> heard = new LinkedBlockingQueue<>();
    sessions.bureau().onAbort(heard::add);

    sessions.lender().abort(FederationException.user("row of Ann"));

    assertThat(heard.poll(20, TimeUnit.SECONDS))
        .hasMessage("lender gave up: " + PeerText.OWN_INPUT.words());
    assertThat(sessions.bureau().aborted()).isPresent();
    sessions.bureau().close();
    assertThat(sessions.aggregator().reasons()).hasSize(1);
  }

  @Test
  void trafficIsTheDriversAndTheExecutors() {
    SessionTraffic traffic = sessions.lender().latestTraffic();

    assertThat(traffic.sent()).isBetween(1_000L, 1_000_000L);
    assertThat(traffic.received()).isBetween(1_000L, 1_000_000L);
    assertThat(sessions.lender().traffic().sent()).isGreaterThanOrEqualTo(traffic.sent());
    assertThat(sessions.lender().traffic().received()).isGreaterThanOrEqualTo(traffic.received());
  }

  @Test
  void aSilencedSessionSaysNoMoreThatItLives() throws Exception {
    sessions.lender().stopHeartbeats();
    Thread.sleep(200);
    long before = beats("lender");
    Thread.sleep(1_500);

    assertThat(beats("lender")).isEqualTo(before);
    assertThat(beats("bureau")).isGreaterThan(1);
  }

  private long beats(String caller) {
    return sessions.aggregator().heard().stream().filter(("heartbeat " + caller)::equals).count();
  }

  /** Also an aggregator that asks for a life sign once in a century hears one every few seconds. */
  @Test
  void theLeaseThatAnAggregatorNamesIsBounded() {
    assertThat(SessionOpening.interval(0)).isEqualTo(Duration.ofMillis(250));
    assertThat(SessionOpening.interval(Long.MIN_VALUE)).isEqualTo(Duration.ofMillis(250));
    assertThat(SessionOpening.interval(30_000)).isEqualTo(Duration.ofMillis(7_500));
    assertThat(SessionOpening.interval(Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void tasksInTheDriversOwnJvmShareItsExchange() {
    assertThat(sessions.lender().supplier().exchange()).isSameAs(sessions.lender().exchange());
    assertThat(sessions.bureau().supplier().exchange()).isSameAs(sessions.bureau().exchange());
    assertThat(sessions.lender().supplier())
        .hasToString(
            "GrpcExchangeSupplier[spring-1, lender, " + sessions.aggregator().address() + "]");
  }

  @Test
  void executorsPutAndFetchByTokenAndRunKeysOnly() throws Exception {
    Exchange lender = executor(sessions.lender());
    Exchange bureau = executor(sessions.bureau());
    PieceReceipt receipt = lender.put(step("shards").shard(0), PayloadWriter.of(new byte[500]));
    StepManifest manifest = new StepManifest(step("shards"), List.of(receipt));

    assertThatThrownBy(() -> lender.commit(manifest)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> lender.abort(new IllegalStateException()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("executors put and fetch; this is for the driver");
    sessions.lender().exchange().commit(manifest);
    assertThatThrownBy(() -> bureau.await(step("shards"), SOON))
        .isInstanceOf(IllegalStateException.class);
    assertThat(bureau.fetchBytes(sessions.bureau().exchange().await(step("shards"), SOON), 0, 500))
        .hasSize(500);
    assertThat(sessions.aggregator().heard()).contains("put executor");
    lender.close();
    bureau.close();
  }

  private static Exchange executor(GrpcSession session) {
    return ((GrpcExchangeSupplier) session.supplier()).connectRemote();
  }

  @Test
  void anExecutorEndsWithItsRun() throws Exception {
    Exchange executor = executor(sessions.bureau());
    sessions.lender().abort(FederationException.user("row of Ann"));

    FederationException failure = null;
    for (int wait = 0; wait < 100 && failure == null; wait++) {
      Thread.sleep(50);
      try {
        executor.fetchBytes(
            new StepManifest(step("x"), List.of(new PieceReceipt(0, 1, new byte[32]))), 0, 1);
      } catch (FederationException e) {
        failure = e;
      }
    }

    assertThat(failure).hasMessageContaining(PeerText.OWN_INPUT.words());
  }

  @Test
  void othersMessagesAreNoneOfThisEnds() {
    StepAddress mine = step("mine");
    StepAddress theirs = new StepAddress(mine.run(), 0, 0, "theirs", BUREAU, LENDER);
    StepAddress other = new StepAddress(new RunId("autumn"), 0, 0, "mine", LENDER, BUREAU);
    Exchange exchange = sessions.lender().exchange();
    PieceReceipt receipt = new PieceReceipt(0, 0, new byte[32]);

    Map<StepAddress, String> toSend = Map.of(theirs, "sender must be ", other, "run must be ");
    toSend.forEach(
        (wrong, why) -> {
          refused(why, () -> exchange.put(wrong.shard(0), PayloadWriter.of(new byte[1])));
          refused(why, () -> exchange.send(wrong, new byte[1]));
          refused(why, () -> exchange.commit(new StepManifest(wrong, List.of(receipt))));
        });
    StepAddress otherRun = new StepAddress(new RunId("autumn"), 0, 0, "x", BUREAU, LENDER);
    Map<StepAddress, String> toRead = Map.of(mine, "receiver must be ", otherRun, "run must be ");
    toRead.forEach(
        (wrong, why) -> {
          refused(why, () -> exchange.await(wrong, SOON));
          refused(why, () -> exchange.awaitToFetch(wrong, SOON));
          refused(why, () -> exchange.fetch(new StepManifest(wrong, List.of(receipt)), 0));
          refused(why, () -> exchange.release(wrong));
        });
    StepAddress stranger = new StepAddress(mine.run(), 0, 0, "x", new PartyId("clinic"), LENDER);
    refused("party must be one of this run's", () -> exchange.await(stranger, SOON));
  }

  private static void refused(String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void whatIsReleasedIsGone() {
    sessions.lender().exchange().send(step("gone"), new byte[] {1});
    StepManifest manifest = sessions.bureau().exchange().await(step("gone"), SOON);

    sessions.bureau().exchange().release(step("gone"));

    assertThatThrownBy(() -> sessions.bureau().exchange().fetchBytes(manifest, 0, 1))
        .hasMessageContaining("put no");
  }

  /** Up to a megabyte a message is one call; the byte after it takes two. */
  @Test
  void aShortMessageTakesOneCall() {
    sessions.lender().exchange().send(step("short"), new byte[TransportFormat.MAX_ALONG]);
    assertThat(sessions.aggregator().heard()).doesNotContain("put lender");
    sessions.lender().exchange().send(step("longer"), new byte[TransportFormat.MAX_ALONG + 1]);
    assertThat(sessions.aggregator().heard()).contains("put lender");
  }

  @Test
  void aSpecKeepsItsParties() {
    assertThat(TestFederation.spec(LENDER, Map.of()).parties())
        .containsOnly(Map.entry(LENDER, Optional.empty()), Map.entry(BUREAU, Optional.empty()));
  }
}
