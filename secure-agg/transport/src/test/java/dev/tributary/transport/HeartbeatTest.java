package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
  private static final RunId RUN = new RunId("spring-1");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(20);

  @TempDir private Path folder;
  private FakeAggregator aggregator;
  private MailboxClient client;
  private final BlockingQueue<HeartbeatRequest> beats = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost")) {
          @Override
          HeartbeatReply beat(HeartbeatRequest request) {
            beats.add(request);
            return super.beat(request);
          }
        };
    client =
        MailboxClient.forDriver(
            aggregator.address(), federation.party(LENDER), Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    client.close();
    aggregator.close();
  }

  private HeartbeatRequest nextBeat() throws InterruptedException {
    HeartbeatRequest beat = beats.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(beat).isNotNull();
    return beat;
  }

  @Test
  void saysAgainAndAgainThatThisProcessLivesAndWhatItMoved() throws Exception {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, OFTEN)) {
      HeartbeatRequest first = nextBeat();
      HeartbeatRequest second = nextBeat();

      assertThat(first.getRun()).isEqualTo("spring-1");
      assertThat(first.getTraffic().getInstance()).isEqualTo(client.instance());
      assertThat(second.getTraffic().getSent()).isGreaterThan(first.getTraffic().getSent());
      nextBeat();
      assertThat(heartbeat.executors()).isEqualTo(new SessionTraffic(7, 70));
      assertThat(heartbeat.aborted()).isEmpty();
    }
  }

  /** The threads of a run's heartbeats that are alive. */
  static List<Thread> threads(RunId run) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("tributary-heartbeat-" + run))
        .toList();
  }

  /** Waits for threads to end; false if they do not soon. */
  static boolean ended(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(SOON.toMillis());
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  @Test
  void itsThreadKeepsNoProcessAliveAndEndsWithIt() throws Exception {
    RunId own = new RunId("heartbeat-thread-1");
    Heartbeat heartbeat = Heartbeat.start(client, own, NEVER);
    nextBeat();
    List<Thread> threads = threads(own);
    assertThat(threads).singleElement().matches(Thread::isDaemon);

    heartbeat.close();

    assertThat(ended(threads)).isTrue();
  }

  @Test
  void isSilentOnceClosed() throws Exception {
    Heartbeat heartbeat = Heartbeat.start(client, RUN, OFTEN);
    nextBeat();
    heartbeat.close();
    Thread.sleep(100);
    beats.clear();
    Thread.sleep(100);

    assertThat(beats).isEmpty();
  }

  @Test
  void keepsItsIntervalAndBeatsAtOnceWhenAsked() throws Exception {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      nextBeat();
      Thread.sleep(100);
      assertThat(beats).isEmpty();
      heartbeat.beat();
      assertThat(beats).hasSize(1);
    }
  }

  @Test
  void tellsEachListenerOnceWhyAnotherPartyEndedTheRun() throws Exception {
    List<FederationException> early = new CopyOnWriteArrayList<>();
    List<FederationException> late = new CopyOnWriteArrayList<>();
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, OFTEN)) {
      heartbeat.onAbort(early::add);
      nextBeat();
      assertThat(early).isEmpty();
      aggregator.mailbox().abort("bureau gave\nup \u001b[2J", false);
      while (early.isEmpty()) {
        Thread.sleep(5);
      }
      heartbeat.onAbort(late::add);
      assertThat(late).hasSize(1);
      heartbeat.beat();

      assertThat(early)
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told).hasMessage("bureau gave up [2J");
                assertThat(told.code()).isEqualTo(ErrorCode.PEER);
              });
      assertThat(late).hasSize(1);
      assertThat(heartbeat.aborted()).contains(early.get(0));
    }
  }

  @Test
  void aConditionOfTheJobIsNoPartysFault() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      aggregator.mailbox().abort("too few", true);
      heartbeat.beat();

      assertThat(heartbeat.aborted())
          .hasValueSatisfying(told -> assertThat(told.code()).isEqualTo(ErrorCode.USER));
    }
  }

  @Test
  void anAggregatorThatIsAwayEndsNoRun() throws Exception {
    aggregator.fail("heartbeat", Status.UNAVAILABLE.asRuntimeException(), 3);
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, OFTEN)) {
      nextBeat();
      assertThat(heartbeat.aborted()).isEmpty();
    }
  }

  @Test
  void anAggregatorThatRefusesThePartyEndsItsRun() throws Exception {
    aggregator.refuse("heartbeat", FederationException.user("the token is not one of run x"));
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, OFTEN)) {
      while (heartbeat.aborted().isEmpty()) {
        Thread.sleep(5);
      }
      assertThat(heartbeat.aborted().get()).hasMessage("the token is not one of run x");
      Thread.sleep(100);
      // Over is over: it asks no more.
      assertThat(aggregator.heard()).hasSizeLessThan(3);
    }
  }

  @Test
  void whoGivesUpTellsItOnceAndStandsByIt() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      RuntimeException own = FederationException.resource("no space on /data");

      assertThat(heartbeat.giveUp(own)).isSameAs(own);
      assertThat(heartbeat.giveUp(new IllegalStateException("later"))).hasMessage("later");
      heartbeat.beat();

      assertThat(aggregator.reasons()).containsExactly(PeerText.LIMIT.words());
      assertThat(aggregator.aborts().get(0).getRun()).isEqualTo("spring-1");
      assertThat(aggregator.aborts().get(0).getAgreed()).isFalse();
      assertThat(heartbeat.aborted()).isEmpty();
    }
  }

  @Test
  void whoGivesUpForAConditionOfTheJobSaysSo() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      heartbeat.giveUp(FederationException.agreed(PeerText.TOO_FEW_IN_COMMON, "3 of 100"));

      assertThat(aggregator.reasons()).containsExactly(PeerText.TOO_FEW_IN_COMMON.words());
      assertThat(aggregator.aborts().get(0).getAgreed()).isTrue();
    }
  }

  @Test
  void whoGivesUpSecondIsToldWhoWasFirst() throws Exception {
    List<FederationException> heard = new CopyOnWriteArrayList<>();
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      nextBeat();
      // Seen by the aggregator is not yet answered; the next one is behind it.
      heartbeat.beat();
      heartbeat.onAbort(heard::add);
      aggregator.mailbox().abort("bureau gave up: too few", true);

      RuntimeException first = heartbeat.giveUp(new IllegalStateException("cancelled"));

      assertThat(first).hasMessage("bureau gave up: too few");
      assertThat(FederationException.codeOf(first)).isEqualTo(ErrorCode.USER);
      assertThat(heard).hasSize(1);
      RuntimeException data = FederationException.user("no column 'age'");
      assertThat(heartbeat.giveUp(data)).isSameAs(data);
      assertThat(aggregator.reasons()).hasSize(1);
    }
  }

  @Test
  void whoHasHeardOfAnothersEndTellsNothing() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      aggregator.mailbox().abort("bureau gave up", false);
      heartbeat.beat();

      assertThat(heartbeat.giveUp(new IllegalStateException("cancelled")))
          .hasMessage("bureau gave up");
      assertThat(aggregator.reasons()).isEmpty();
    }
  }

  @Test
  void whoIsInterruptedTellsItAllTheSame() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      Thread.currentThread().interrupt();
      heartbeat.giveUp(FederationException.resource("interrupted"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(aggregator.reasons()).hasSize(1);
      heartbeat.giveUp(FederationException.resource("again"));
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void anAggregatorThatCannotBeToldIsMentioned() {
    try (Heartbeat heartbeat = Heartbeat.start(client, RUN, NEVER)) {
      aggregator.refuse("abort", FederationException.resource("the aggregator is shutting down"));
      RuntimeException own = new IllegalStateException("a defect");

      assertThat(heartbeat.giveUp(own)).isSameAs(own);
      assertThat(own.getSuppressed())
          .singleElement()
          .satisfies(untold -> assertThat(untold).hasMessage("the aggregator is shutting down"));
    }
  }
}
