package dev.tributary.transport;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
