package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection that the tasks of an executor share, from its first use to the run's end. */
class GrpcExchangeSupplierTest {
  /** Each test has a run of its own, since heartbeats of the one before may still be ending. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final RunId run = new RunId("executor-" + RUNS.incrementAndGet());
  private final StepAddress step = new StepAddress(run, 0, 0, "sums", LENDER, BUREAU);
  @TempDir private Path folder;
  private final CountDownLatch answering = new CountDownLatch(1);
  private FakeAggregator aggregator;
  private GrpcExchangeSupplier supplier;
  private RunKeys keys;
  private byte[] trust;

  /** Its first answer waits until a test has what it needs. */
  @BeforeEach
  void start() throws Exception {
    TestFederation federation = new TestFederation(folder);
    trust = Files.readAllBytes(federation.trust());
    aggregator =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost")) {
          @Override
          HeartbeatReply beat(HeartbeatRequest request) {
            try {
              answering.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return super.beat(request);
          }
        };
    DirectionKey key = new DirectionKey(new byte[32]);
    keys = new RunKeys(Map.of(BUREAU, key), Map.of(BUREAU, key));
    supplier =
        new GrpcExchangeSupplier(
            aggregator.address(), trust, run, LENDER, FakeAggregator.TOKEN, keys, SOON);
  }

  @AfterEach
  void stop() {
    answering.countDown();
    ExchangeCache.remove(run, LENDER);
    aggregator.close();
  }

  @Test
  void allTasksShareOneExchangeThatPutsByTheToken() {
    Exchange exchange = supplier.exchange();
    exchange.put(step.shard(0), PayloadWriter.of(new byte[3]));

    assertThat(supplier.exchange()).isSameAs(exchange);
    assertThat(aggregator.heard()).contains("put executor");
    assertThat(aggregator.mailbox().piece(step.shard(0)).size()).isGreaterThan(3);
  }

  @Test
  void aRunThatEndsEndsItsExecutorsConnection() throws Exception {
    Exchange exchange = supplier.exchange();
    exchange.put(step.shard(0), PayloadWriter.of(new byte[3]));
    List<Thread> hearts = HeartbeatTest.threads(run);
    assertThat(hearts).hasSize(1);
    assertThat(aggregator.connections().count()).isPositive();
    aggregator.mailbox().abort("bureau gave up", false);

    answering.countDown();

    assertThat(aggregator.connections().allClosed()).isTrue();
    assertThat(HeartbeatTest.ended(hearts)).isTrue();
    assertThatThrownBy(() -> exchange.put(step.shard(1), PayloadWriter.of(new byte[3])))
        .hasMessage("bureau gave up");
    Exchange later = new GrpcExchange(null, run, LENDER, keys, null);
    assertThat(ExchangeCache.exchange(run, LENDER, () -> new ExchangeCache.Entry(later, null)))
        .isSameAs(later);
  }

  /** Taking an entry out while it is being put in would end the task with another error. */
  @Test
  void aRunThatIsOverBeforeItsFirstExchangeIsThereEndsItAllTheSame() throws Exception {
    aggregator.mailbox().abort("bureau gave up", false);
    answering.countDown();
    MailboxClient client =
        MailboxClient.forExecutor(aggregator.address(), trust, FakeAggregator.TOKEN, SOON);
    Heartbeat heartbeat = Heartbeat.start(client, run, ExchangeCache.REPORT_INTERVAL);
    CountDownLatch over = new CountDownLatch(1);
    heartbeat.onAbort(reason -> over.countDown());
    over.await();
    List<String> told = new CopyOnWriteArrayList<>();
    Exchange exchange = new GrpcExchange(client, run, LENDER, keys, null);

    Exchange given =
        ExchangeCache.exchange(
            run,
            LENDER,
            () ->
                new ExchangeCache.Entry(
                    exchange, heartbeat, reason -> told.add(reason.getMessage())));

    assertThat(given).isSameAs(exchange);
    assertThat(told).containsExactly("bureau gave up");
    Exchange later = new GrpcExchange(null, run, LENDER, keys, null);
    assertThat(ExchangeCache.exchange(run, LENDER, () -> new ExchangeCache.Entry(later, null)))
        .isSameAs(later);
  }

  @Test
  void whatIsRemovedIsClosedWithItsHeartbeat() throws Exception {
    answering.countDown();
    supplier.exchange().put(step.shard(0), PayloadWriter.of(new byte[3]));
    List<Thread> hearts = HeartbeatTest.threads(run);
    assertThat(hearts).hasSize(1);

    ExchangeCache.remove(run, LENDER);

    assertThat(HeartbeatTest.ended(hearts)).isTrue();
    assertThat(aggregator.connections().allClosed()).isTrue();
  }
}
