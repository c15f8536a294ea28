package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed pieces on their way to an aggregator and from it, over connections that break. */
class PieceTransfersTest {
  private static final MessageAddress ADDRESS =
      new StepAddress(new RunId("spring-1"), 0, 0, "piece", LENDER, BUREAU).shard(0);

  @TempDir private Path folder;
  private TestFederation federation;
  private MaliciousAggregator aggregator;
  private MailboxClient client;

  @BeforeEach
  void start() throws Exception {
    federation = new TestFederation(folder);
    aggregator = new MaliciousAggregator(federation.server(AGGREGATOR, "localhost"));
    client = client(SOON);
  }

  private MailboxClient client(Duration patience) {
    return MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), patience);
  }

  @AfterEach
  void stop() {
    client.close();
    aggregator.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private PieceDownload download(byte[] sealed) {
    aggregator.mailbox().put(ADDRESS, ByteString.copyFrom(sealed));
    return new PieceDownload(client, ADDRESS);
  }

  private void upload(byte[] sealed) {
    client.retry(
        () -> {
          try {
            PieceUpload upload = new PieceUpload(client, ADDRESS);
            upload.write(sealed);
            upload.complete();
            return true;
          } catch (IOException e) {
            throw (RuntimeException) e.getCause();
          }
        });
  }

  @Test
  void aPieceComesFrameByFrame() throws IOException {
    byte[] sealed = random(200_000);
    try (PieceDownload piece = download(sealed)) {
      assertThat(piece.read()).isEqualTo(sealed[0] & 0xff);
      assertThat(piece.read(new byte[3], 1, 0)).isZero();
      byte[] some = new byte[10];
      assertThat(piece.read(some, 2, 5)).isEqualTo(5);
      assertThat(Arrays.copyOfRange(some, 2, 7)).isEqualTo(Arrays.copyOfRange(sealed, 1, 6));
      assertThat(some[7]).isZero();
      assertThat(piece.readAllBytes()).isEqualTo(Arrays.copyOfRange(sealed, 6, sealed.length));
      assertThat(piece.read()).isEqualTo(-1);
      assertThat(piece.read()).isEqualTo(-1);
      assertThatThrownBy(() -> piece.read(some, 8, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(aggregator.heard()).containsExactly("fetch 0");
    aggregator.mailbox().release(ADDRESS.step());
    assertThat(download(new byte[0]).read()).isEqualTo(-1);
  }

  /** After two whole frames the connection breaks: the rest is asked for, nothing comes twice. */
  @Test
  void aDownloadGoesOnWhereItBroke() throws IOException {
    byte[] sealed = random(200_000);
    aggregator.alterFrames(genuine -> genuine.size() > 2 ? genuine.subList(0, 2) : genuine);
    aggregator.fail("fetch", Status.UNAVAILABLE.asRuntimeException(), 1);

    assertThat(download(sealed).readAllBytes()).isEqualTo(sealed);
    assertThat(aggregator.heard()).containsExactly("fetch 0", "fetch 131072");
  }

  @Test
  void aFrameHasOneByteToOneMegabyte() throws IOException {
    byte[] sealed = random(TransportFormat.MAX_FRAME + 1);
    ByteString whole = ByteString.copyFrom(sealed);
    aggregator.alterFrames(
        genuine ->
            List.of(
                whole.substring(0, TransportFormat.MAX_FRAME),
                whole.substring(TransportFormat.MAX_FRAME)));
    assertThat(download(sealed).readAllBytes()).isEqualTo(sealed);

    for (List<ByteString> wrong :
        List.of(List.of(whole), List.of(whole.substring(0, 5), ByteString.EMPTY))) {
      aggregator.alterFrames(genuine -> wrong);
      FederationException failure =
          catchThrowableOfType(
              FederationException.class, () -> new PieceDownload(client, ADDRESS).readAllBytes());
      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
      assertThat(failure)
          .hasMessageStartingWith("the aggregator at " + aggregator.address() + " ")
          .hasMessageContaining("sent a frame of " + (wrong.size() == 1 ? 1048577 : 0) + " bytes")
          .hasMessageContaining("where 1 to 1048576 are due");
    }
  }

  @Test
  void whatIsClosedIsReadNoMore() throws IOException {
    PieceDownload piece = download(random(200_000));
    assertThat(piece.read(new byte[100])).isEqualTo(100);

    piece.close();

    assertThat(piece.read()).isEqualTo(-1);
    piece.close();
    new PieceDownload(client, ADDRESS).close();
  }

  @Test
  void aRefusedDownloadSaysWhy() {
    FederationException failure =
        catchThrowableOfType(
            FederationException.class, () -> new PieceDownload(client, ADDRESS).read());

    assertThat(failure).hasMessage("lender: put no " + ADDRESS);
    assertThat(failure.code()).isEqualTo(ErrorCode.PEER);
  }

  @Test
  void aPieceGoesFrameByFrame() throws IOException {
    byte[] sealed = random(300_000);
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    upload.write(sealed[0]);
    upload.write(sealed, 1, 299_998);
    upload.write(sealed, 299_999, 1);
    assertThatThrownBy(() -> upload.write(sealed, 299_999, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    upload.complete();

    assertThat(aggregator.mailbox().piece(ADDRESS).toByteArray()).isEqualTo(sealed);
    assertThat(upload.failure()).isNull();
    upload.cancel();
  }

  @Test
  void aPieceMayFillItsFramesExactlyOrBeEmpty() {
    for (int length : new int[] {1 << 17, (1 << 17) + 1, 0, 1}) {
      aggregator.mailbox().release(ADDRESS.step());
      upload(random(length));
      assertThat(aggregator.mailbox().piece(ADDRESS).toByteArray()).isEqualTo(random(length));
    }
  }

  @Test
  void anUploadStartsAnewWhenItsConnectionBreaks() {
    aggregator.fail("put", Status.UNAVAILABLE.asRuntimeException(), 2);

    upload(random(300_000));

    assertThat(aggregator.mailbox().piece(ADDRESS).size()).isEqualTo(300_000);
    assertThat(aggregator.heard()).hasSize(3);
  }

  @Test
  void aRefusedUploadSaysWhy() {
    aggregator.refuse("put", FederationException.resource("raise quota-per-run there"));

    FederationException failure =
        catchThrowableOfType(FederationException.class, () -> upload(random(10)));

    assertThat(failure).hasMessage("raise quota-per-run there");
    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE);
  }

  @Test
  void nothingStandsOfAnUploadThatWasGivenUp() throws Exception {
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    upload.write(random(300_000));
    upload.cancel();
    upload.cancel();

    while (upload.failure() == null) {
      Thread.sleep(10);
    }
    assertThat(upload.failure().getStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
    assertThat(catchThrowable(upload::complete))
        .isInstanceOf(IOException.class)
        .hasMessage("the aggregator did not take the piece");
    assertThat(catchThrowable(() -> aggregator.mailbox().piece(ADDRESS))).isNotNull();
  }

  @Test
  void anInterruptedUploadEnds() {
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    Thread.currentThread().interrupt();

    Throwable failure =
        catchThrowable(
            () -> {
              upload.write(random(300_000));
              upload.complete();
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).isInstanceOf(IOException.class).hasMessage("interrupted while sending");
  }

  /** What the writer of a payload throws is its own, and no piece is left half-way. */
  @Test
  void aWriterThatFailsIsHeard() throws Exception {
    aggregator.close();
    try (TwoSessions sessions = TwoSessions.honest(folder.resolve("own"))) {
      MessageAddress address = sessions.step("failing").shard(0);
      PayloadWriter defective =
          out -> {
            out.write(random(300_000));
            throw new IllegalStateException("a defect");
          };
      PayloadWriter unreadable =
          out -> {
            out.write(1);
            throw new IOException("no such file");
          };

      assertThatThrownBy(() -> sessions.lender().exchange().put(address, defective))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a defect");
      assertThatThrownBy(() -> sessions.lender().exchange().put(address, unreadable))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseMessage("no such file");
      assertThat(catchThrowable(() -> sessions.aggregator().mailbox().piece(address))).isNotNull();
      sessions.lender().exchange().put(address, PayloadWriter.of(new byte[3]));
    }
  }

  /** A payload is written again from its start, not from where the first attempt stood. */
  @Test
  void aPutIsMadeAgainWhole() throws Exception {
    try (TwoSessions sessions = TwoSessions.honest(folder.resolve("again"))) {
      MessageAddress address = sessions.step("again").shard(0);
      AtomicInteger written = new AtomicInteger();
      sessions.aggregator().fail("put", Status.UNAVAILABLE.asRuntimeException(), 1);
      var receipt =
          sessions
              .lender()
              .exchange()
              .put(
                  address,
                  out -> {
                    written.incrementAndGet();
                    out.write(new byte[7]);
                  });

      assertThat(written).hasValue(2);
      assertThat(receipt.length()).isEqualTo(7);
    }
  }
}
