package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.AGGREGATOR;
import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static dev.tributary.transport.TestFederation.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.proto.PutReply;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pieces whose aggregator is slower than this side, or whose reader ends before they do. */
class PieceFlowTest {
  private static final MessageAddress ADDRESS =
      new StepAddress(new RunId("spring-1"), 0, 0, "piece", LENDER, BUREAU).shard(0);

  /** More than all windows and buffers on the way hold. */
  private static final int MUCH = 8 << 20;

  @TempDir private Path folder;
  private WatchedAggregator aggregator;
  private MailboxClient client;

  @BeforeEach
  void start() throws Exception {
    TestFederation federation = new TestFederation(folder);
    aggregator = new WatchedAggregator(federation.server(AGGREGATOR, "localhost"));
    client = MailboxClient.forDriver(aggregator.address(), federation.party(LENDER), SOON);
  }

  @AfterEach
  void stop() {
    client.close();
    aggregator.close();
  }

  private static Thread writing(PieceUpload upload) {
    Thread writer =
        new Thread(
            () -> {
              try {
                upload.write(new byte[MUCH]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "writes a piece");
    writer.setDaemon(true);
    writer.start();
    return writer;
  }

  private static Thread.State waitingOrDone(Thread writer) throws InterruptedException {
    Thread.State state = writer.getState();
    while (state != Thread.State.WAITING && state != Thread.State.TERMINATED) {
      Thread.sleep(1);
      state = writer.getState();
    }
    return state;
  }

  @Test
  void aWriterWaitsForAnAggregatorThatTakesNothing() throws Exception {
    aggregator.stall();
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    Thread writer = writing(upload);
    ServerCallStreamObserver<PutReply> call = aggregator.nextUpload();

    assertThat(waitingOrDone(writer)).isEqualTo(Thread.State.WAITING);

    call.request(1_000);
    writer.join(SOON.toMillis());
    assertThat(writer.isAlive()).isFalse();
    upload.complete();
    assertThat(aggregator.mailbox().piece(ADDRESS).size()).isEqualTo(MUCH);
  }

  /** Whoever puts a piece again need not send what stands already. */
  @Test
  void aWriterWaitsNoLongerOnceAnEarlierPutStands() throws Exception {
    aggregator.stall();
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    Thread writer = writing(upload);
    ServerCallStreamObserver<PutReply> call = aggregator.nextUpload();
    assertThat(waitingOrDone(writer)).isEqualTo(Thread.State.WAITING);

    call.onNext(PutReply.getDefaultInstance());
    call.onCompleted();

    writer.join(SOON.toMillis());
    assertThat(writer.isAlive()).isFalse();
    upload.complete();
    assertThat(upload.failure()).isNull();
  }

  @Test
  void anUploadThatFailedTakesNoMore() throws Exception {
    PieceUpload upload = new PieceUpload(client, ADDRESS);
    upload.cancel();
    while (upload.failure() == null) {
      Thread.sleep(1);
    }

    assertThatThrownBy(() -> upload.write(new byte[MUCH]))
        .isInstanceOf(IOException.class)
        .hasMessage("the aggregator did not take the piece");
  }

  @Test
  void aDownloadThatIsClosedIsBrokenOff() throws Exception {
    aggregator.sendNoEnd();
    PieceDownload download = new PieceDownload(client, ADDRESS);
    assertThat(download.read()).isOne();

    download.close();

    assertThat(aggregator.nextBrokenOff()).isEqualTo("fetch");
  }
}
