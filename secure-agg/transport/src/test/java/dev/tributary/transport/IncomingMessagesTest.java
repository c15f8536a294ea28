package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingMessagesTest {
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

  /** Pieces that an exchange keeps until they are opened. */
  static int kept(Exchange exchange) {
    return ((GrpcExchange) exchange).incoming().kept();
  }

  @Test
  void whoDoesNotSendInTimeIsNamedToAll() {
    StepAddress step = sessions.step("never");
    long start = System.nanoTime();

    FederationException failure =
        catchThrowableOfType(
            FederationException.class,
            () -> sessions.bureau().exchange().await(step, Duration.ofMillis(300)));

    assertThat(System.nanoTime() - start).isBetween(300_000_000L, 15_000_000_000L);
    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
    assertThat(failure)
        .hasMessage(
            "lender did not send spring-1|0|0|never|lender>bureau within PT0.3S: see its log, or"
                + " raise the step deadline");
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo("lender: " + PeerText.SILENT.words());
    // Waited for at the aggregator, not asked for again and again.
    assertThat(sessions.aggregator().heard().stream().filter("await bureau"::equals))
        .hasSizeLessThan(4);
  }

  @Test
  void shortPiecesComeAlongAndAreGivenOnce() throws Exception {
    StepAddress step = sessions.step("short");
    sessions.lender().exchange().send(step, new byte[] {4, 2});
    StepManifest manifest = sessions.bureau().exchange().awaitToFetch(step, SOON);
    assertThat(kept(sessions.bureau().exchange())).isOne();

    assertThat(sessions.bureau().exchange().fetchBytes(manifest, 0, 2)).containsExactly(4, 2);
    assertThat(sessions.aggregator().heard()).doesNotContain("fetch 0");
    assertThat(kept(sessions.bureau().exchange())).isZero();
    assertThat(sessions.bureau().exchange().fetchBytes(manifest, 0, 2)).containsExactly(4, 2);
    assertThat(sessions.aggregator().heard()).contains("fetch 0");
  }

  @Test
  void anAwaitWithoutFetchingBringsNoPieces() {
    StepAddress step = sessions.step("short");
    sessions.lender().exchange().send(step, new byte[] {4, 2});

    sessions.bureau().exchange().await(step, SOON);

    assertThat(kept(sessions.bureau().exchange())).isZero();
  }

  /** An aggregator may answer sooner than it was asked to, with nothing. */
  @Test
  void whatIsNotThereYetIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (MaliciousAggregator aggregator = malicious();
        MailboxClient client = client(aggregator)) {
      StepAddress step = sessions.step("early");
      aggregator.mailbox().commit(step, ByteString.copyFromUtf8("sealed"), 0);
      aggregator.alterManifest(
          step, genuine -> asked.incrementAndGet() < 3 ? ByteString.EMPTY : genuine);

      assertThat(new IncomingMessages(client).await(step, SOON, 0).manifest())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("sealed");
      assertThat(asked).hasValue(3);
    }
  }

  /** By many calls, each of which would otherwise seem the first. */
  @Test
  void saysHowLongItHasWaitedSoFar() throws Exception {
    try (MaliciousAggregator aggregator = malicious();
        MailboxClient client = client(aggregator)) {
      StepAddress step = sessions.step("early");
      aggregator.mailbox().commit(step, ByteString.copyFromUtf8("sealed"), 0);
      aggregator.alterManifest(step, genuine -> aggregator.waited().size() < 3 ? later() : genuine);

      new IncomingMessages(client).await(step, SOON, 0);

      assertThat(aggregator.waited()).hasSize(3).isSorted();
      assertThat(aggregator.waited().get(2) - aggregator.waited().get(0))
          .isBetween(100L, SOON.toMillis());
    }
  }

  private static ByteString later() {
    try {
      Thread.sleep(51);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ByteString.EMPTY;
  }

  @Test
  void asManyBytesMayComeAlongAsWereAskedFor() throws Exception {
    try (MaliciousAggregator aggregator = malicious();
        MailboxClient client = client(aggregator)) {
      StepAddress step = sessions.step("along");
      aggregator.mailbox().commit(step, ByteString.copyFromUtf8("sealed"), 0);
      aggregator.alterAlong(
          genuine -> List.of(ByteString.copyFromUtf8("ab"), ByteString.copyFromUtf8("cde")));
      IncomingMessages incoming = new IncomingMessages(client);

      assertThat(incoming.await(step, SOON, 5).pieces()).hasSize(2);
      assertThat(incoming.await(step, SOON, 4).pieces()).isEmpty();
    }
  }

  private MaliciousAggregator malicious() throws IOException {
    return new MaliciousAggregator(sessions.federation().server(AGGREGATOR, "localhost"));
  }

  private MailboxClient client(FakeAggregator aggregator) {
    return MailboxClient.forDriver(aggregator.address(), sessions.federation().party(BUREAU), SOON);
  }

  @Test
  void piecesBelongToTheShardsInTheirOrder() throws Exception {
    IncomingMessages incoming = new IncomingMessages(null);
    StepAddress step = sessions.step("many");
    StepManifest manifest =
        new StepManifest(
            step,
            List.of(new PieceReceipt(0, 1, new byte[32]), new PieceReceipt(1, 1, new byte[32])));

    incoming.keep(manifest, List.of(ByteString.copyFromUtf8("a"), ByteString.copyFromUtf8("b")));

    assertThat(incoming.open(step.shard(1)).readAllBytes()).containsExactly('b');
    assertThat(incoming.open(step.shard(0)).readAllBytes()).containsExactly('a');
    assertThat(incoming.kept()).isZero();
  }
}
