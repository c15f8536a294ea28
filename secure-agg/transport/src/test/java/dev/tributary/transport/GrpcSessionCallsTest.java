package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session hears between the beats of its heart, and what is left when it is closed. */
class GrpcSessionCallsTest {
  /** Each test has a run of its own, since heartbeats of the one before may still be ending. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final RunId run = new RunId("session-calls-" + RUNS.incrementAndGet());
  @TempDir private Path folder;
  private WatchedAggregator aggregator;
  private TwoSessions sessions;

  /** Of a lease so long that a test sees the first beat, and those that it asks for. */
  @BeforeEach
  void open() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator = new WatchedAggregator(federation.server(AGGREGATOR, "localhost"));
    aggregator.lease(60_000);
    aggregator.name(run.value());
    sessions = TwoSessions.open(federation, aggregator);
    aggregator.nextBeat();
    aggregator.nextBeat();
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  @Test
  void trafficIsTheDriversAndWhatTheExecutorsSaidLast() {
    aggregator.report(new SessionTraffic(1_000_000_000, 2_000_000_000));

    SessionTraffic traffic = sessions.lender().latestTraffic();

    assertThat(traffic.sent()).isBetween(1_000_001_000L, 1_001_000_000L);
    assertThat(traffic.received()).isBetween(2_000_001_000L, 2_001_000_000L);
  }

  @Test
  void lossesOfTheJobsPartiesAreToldAndNoOthers() {
    List<String> told = new CopyOnWriteArrayList<>();
    sessions.lender().onLost((party, since) -> told.add(party + " " + since));
    aggregator.lose("stranger", 1_000);
    aggregator.lose("bureau", 5_000);

    sessions.lender().latestTraffic();

    assertThat(told).containsExactly("bureau PT5S");
  }

  @Test
  void whetherOthersHaveFinishedIsAskedAgainUntilTheyHave() throws Exception {
    aggregator.impatient();
    CompletableFuture<Void> lender = CompletableFuture.runAsync(sessions.lender()::finish);
    while (!lender.isDone() && asked() < 2) {
      Thread.sleep(1);
    }
    sessions.bureau().finish();

    lender.get(20, TimeUnit.SECONDS);
    assertThat(asked()).isGreaterThanOrEqualTo(2);
  }

  private long asked() {
    return aggregator.heard().stream().filter("finish lender"::equals).count();
  }

  @Test
  void nothingIsLeftOfSessionsThatAreClosed() throws Exception {
    List<Thread> hearts = HeartbeatTest.threads(run);
    assertThat(hearts).hasSize(2);
    CompletableFuture<Void> lender = CompletableFuture.runAsync(sessions.lender()::finish);
    sessions.bureau().finish();
    lender.get(20, TimeUnit.SECONDS);

    sessions.lender().close();
    sessions.bureau().close();

    assertThat(aggregator.reasons()).isEmpty();
    assertThat(aggregator.connections().allClosed()).isTrue();
    assertThat(HeartbeatTest.ended(hearts)).isTrue();
  }

  @Test
  void tasksDoNotGetTheExchangeOfAClosedSession() {
    Exchange another = sessions.bureau().exchange();
    sessions.lender().close();

    Exchange given =
        ExchangeCache.exchange(run, LENDER, () -> new ExchangeCache.Entry(another, null));

    assertThat(given).isSameAs(another);
    ExchangeCache.remove(run, LENDER);
  }
}
