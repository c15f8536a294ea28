package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.HelloRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxClientTest {

  private static final StepAddress STEP =
      new StepAddress(new RunId("spring-1"), 0, 0, "never", LENDER, BUREAU);

  @TempDir private Path folder;
  private TestFederation federation;

  @BeforeEach
  void certify() {
    federation = new TestFederation(folder);
  }

  private MailboxClient nowhere(Duration patience) {
    return MailboxClient.forDriver(
        AggregatorAddress.parse("localhost:1"), federation.party(LENDER), patience);
  }

  private static StatusRuntimeException broken() {
    return Status.UNAVAILABLE.asRuntimeException();
  }

  private static String hello(MailboxClient client) {
    return client.call(SOON, stub -> stub.hello(HelloRequest.newBuilder().build())).getSoftware();
  }

  /** A task of an executor that is at work when its run ends must not blame the aggregator. */
  @Test
  void callsAfterTheEndOfTheRunFailWithItsReason() throws Exception {
    MailboxClient client =
        MailboxClient.forExecutor(
            AggregatorAddress.parse("localhost:1"),
            Files.readAllBytes(federation.trust()),
            new byte[32],
            Duration.ofSeconds(1));
    client.end(new FederationException(ErrorCode.PEER, "bureau gave up: the disk is full"));

    FederationException failure =
        catchThrowableOfType(FederationException.class, () -> hello(client));

    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
    assertThat(failure).hasMessage("bureau gave up: the disk is full");
  }

  @Test
  void theEndOfARunEndsItsConnection() throws Exception {
    try (FakeAggregator aggregator =
            new FakeAggregator(federation.server(AGGREGATOR, "localhost"));
        MailboxClient client =
            MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON)) {
      hello(client);
      assertThat(aggregator.connections().count()).isOne();

      client.end(new FederationException(ErrorCode.PEER, "bureau gave up"));

      assertThat(aggregator.connections().allClosed()).isTrue();
      assertThat(catchThrowableOfType(FederationException.class, () -> hello(client)))
          .hasMessage("bureau gave up");
    }
  }

  @Test
  void aCallIsMadeAgainWithPausesWhileItsConnectionBreaks() {
    AtomicInteger attempts = new AtomicInteger();
    try (MailboxClient client = nowhere(SOON)) {
      long start = System.nanoTime();
      int last =
          client.retry(
              () -> {
                if (attempts.incrementAndGet() < 4) {
                  throw broken();
                }
                return attempts.get();
              });

      // 100, 200 and 400 ms.
      assertThat(System.nanoTime() - start).isBetween(700_000_000L, 10_000_000_000L);
      assertThat(last).isEqualTo(4);
    }
  }

  @Test
  void patienceEnds() {
    AtomicInteger attempts = new AtomicInteger();
    try (MailboxClient client = nowhere(Duration.ofMillis(250))) {
      FederationException failure =
          catchThrowableOfType(
              FederationException.class,
              () ->
                  client.retry(
                      () -> {
                        attempts.incrementAndGet();
                        throw broken();
                      }));

      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
      assertThat(failure).hasMessageStartingWith("the aggregator at localhost:1 does not answer");
      // At 0, 100 and 300 ms.
      assertThat(attempts).hasValue(3);
    }
  }

  @Test
  void whatIsRefusedIsNotAskedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    try (MailboxClient client = nowhere(SOON)) {
      FederationException failure =
          catchThrowableOfType(
              FederationException.class,
              () ->
                  client.retry(
                      () -> {
                        attempts.incrementAndGet();
                        throw CallErrors.toStatus(FederationException.user("no such run"));
                      }));

      assertThat(failure).hasMessage("no such run");
      assertThat(attempts).hasValue(1);
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    try (MailboxClient client = nowhere(SOON)) {
      Thread.currentThread().interrupt();
      FederationException failure =
          catchThrowableOfType(
              FederationException.class,
              () ->
                  client.retry(
                      () -> {
                        throw broken();
                      }));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).hasMessage("interrupted while waiting for the aggregator");
      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    }
  }

  @Test
  void anAggregatorThatComesBackIsFoundAgain() throws Exception {
    try (FakeAggregator aggregator =
            new FakeAggregator(federation.server(AGGREGATOR, "localhost"));
        MailboxClient client =
            MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON)) {
      aggregator.fail("hello", broken(), 2);

      assertThat(hello(client)).isEqualTo("played 7");
      assertThat(client.traffic().getSent()).isBetween(500L, 100_000L);
      assertThat(client.traffic().getReceived()).isBetween(500L, 100_000L);
      assertThat(client.traffic().getSent()).isNotEqualTo(client.traffic().getReceived());
      assertThat(client.traffic().getInstance()).isEqualTo(client.instance());
    }
  }

  @Test
  void processesHaveNamesOfTheirOwn() {
    try (MailboxClient one = nowhere(SOON);
        MailboxClient other = nowhere(SOON)) {
      assertThat(one.instance().size()).isEqualTo(16);
      assertThat(one.instance()).isNotEqualTo(other.instance());
      assertThat(one.instance().toByteArray()).isNotEqualTo(new byte[16]);
    }
  }

  @Test
  void aCallHasALimit() throws Exception {
    try (FakeAggregator aggregator =
            new FakeAggregator(federation.server(AGGREGATOR, "localhost"));
        MailboxClient client =
            MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON)) {
      hello(client);
      FederationException failure =
          catchThrowableOfType(
              FederationException.class,
              () ->
                  client.call(
                      Duration.ofMillis(200),
                      stub ->
                          stub.await(
                              AwaitRequest.newBuilder()
                                  .setRun("spring-1")
                                  .setStep(WireSteps.toWire(STEP))
                                  .setWaitMillis(5_000)
                                  .build())));
      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
      assertThat(failure).hasMessageContaining("deadline");
    }
  }

  @Test
  void aClosedClientCallsNobody() throws Exception {
    try (FakeAggregator aggregator =
        new FakeAggregator(federation.server(AGGREGATOR, "localhost"))) {
      MailboxClient client =
          MailboxClient.forDriver(
              aggregator.address(), federation.party(LENDER), Duration.ofMillis(1));
      client.close();

      assertThat(catchThrowableOfType(FederationException.class, () -> hello(client))).isNotNull();
      assertThat(aggregator.heard()).isEmpty();
    }
  }
}
