package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.aead.DirectionKey;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exchange asks of the aggregator, how long it waits, and what it breaks off. */
class GrpcExchangeCallsTest {
  private static final RunId RUN = new RunId("spring-1");
  private static final StepAddress STEP = new StepAddress(RUN, 0, 0, "sums", LENDER, BUREAU);

  @TempDir private Path folder;
  private WatchedAggregator aggregator;
  private Heartbeat heartbeat;
  private GrpcExchange exchange;

  @BeforeEach
  void open() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator = new WatchedAggregator(federation.server(AGGREGATOR, "localhost"));
    MailboxClient client =
        MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON);
    heartbeat = Heartbeat.start(client, RUN, Duration.ofHours(1));
    aggregator.nextBeat();
    DirectionKey key = new DirectionKey(new byte[32]);
    exchange =
        new GrpcExchange(
            client,
            RUN,
            LENDER,
            new RunKeys(Map.of(BUREAU, key), Map.of(BUREAU, key)),
            new DriverSide(
                federation.party(LENDER),
                Map.of(BUREAU, federation.party(BUREAU).certificate().getPublicKey()),
                heartbeat));
  }

  @AfterEach
  void close() {
    heartbeat.close();
    exchange.close();
    aggregator.close();
  }

  @Test
  void thoseOfItsPeersAreLostWhomTheAggregatorNamesNow() {
    aggregator.lose("bureau", 5_000);
    aggregator.lose("stranger", 5_000);

    assertThat(exchange.lost()).containsOnlyKeys(BUREAU);
    assertThat(exchange.lost().get(BUREAU)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void nobodyIsLostWhomTheAggregatorDoesNotName() {
    assertThat(exchange.lost()).isEmpty();
  }

  @Test
  void saysWithoutWhomItsRunGoesOn() {
    exchange.goOnWithout(BUREAU);

    assertThat(aggregator.excluded()).containsExactly("spring-1 bureau");
  }

  @Test
  void aMessageMayWaitForRoomAndItsManifestAloneForAnAnswerOnly() {
    exchange.send(STEP, new byte[1]);
    assertThat(aggregator.commitSeconds()).isBetween(1_800L, 3_600L);

    StepAddress later = new StepAddress(RUN, 0, 1, "sums", LENDER, BUREAU);
    exchange.commit(new StepManifest(later, List.of(new PieceReceipt(0, 0, new byte[32]))));
    assertThat(aggregator.commitSeconds()).isBetween(30L, 60L);
  }

  @Test
  void anUploadWhoseWriterFailsIsBrokenOff() throws Exception {
    PayloadWriter failing =
        out -> {
          begun();
          throw new IllegalStateException("a defect");
        };

    assertThatThrownBy(() -> exchange.put(STEP.shard(0), failing)).hasMessage("a defect");
    assertThat(aggregator.nextBrokenOff()).isEqualTo("put");
  }

  @Test
  void anUploadThatIsInterruptedIsBrokenOff() throws Exception {
    aggregator.stall();
    PayloadWriter interrupted =
        out -> {
          begun();
          Thread.currentThread().interrupt();
          out.write(new byte[8 << 20]);
        };

    assertThatThrownBy(() -> exchange.put(STEP.shard(0), interrupted))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(InterruptedException.class)
        .hasMessageContaining("interrupted while sending");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(aggregator.nextBrokenOff()).isEqualTo("put");
  }

  /** Only what has reached the aggregator can be seen to be broken off there. */
  private void begun() {
    try {
      aggregator.nextUpload();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsClosedIsConnectedNoMore() throws Exception {
    assertThat(aggregator.connections().count()).isPositive();

    exchange.close();

    assertThat(aggregator.connections().allClosed()).isTrue();
  }
}
