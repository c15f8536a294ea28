package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.proto.FetchFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A piece on its way to a slow or broken receiver. */
class FetchSenderTest {
  private static final int FRAME = 1 << 17;

  @TempDir private Path folder;
  private final FuzzedAnswer<FetchFrame> line = new FuzzedAnswer<>();
  private RunUnderWay run;
  private FileChannel piece;

  @BeforeEach
  void open() throws IOException {
    run = new RunUnderWay(folder, 1000);
    piece = FileChannel.open(Files.write(folder.resolve("piece"), new byte[2 * FRAME + 1]));
  }

  private void send(long offset) {
    Traffic traffic = new Traffic();
    Answers answers = new Answers(traffic, new OperatorLog(System.err));
    FetchSender.send(line, run.session(), RunUnderWay.BUREAU, traffic, answers, piece, offset);
  }

  @Test
  void nothingIsReadBeforeTheLineIsFree() throws IOException {
    line.ready(0);
    send(0);
    assertThat(piece.position()).isZero();

    line.ready(1);
    assertThat(piece.position()).isEqualTo(FRAME);
    line.ready(10);

    assertThat(line.replies())
        .extracting(frame -> frame.getSealed().size())
        .containsExactly(FRAME, FRAME, 1);
    assertThat(piece.isOpen()).isFalse();
  }

  @Test
  void aReceiverThatIsGoneLetsGoOfTheFile() {
    line.ready(1);
    send(0);
    assertThat(piece.isOpen()).isTrue();

    line.check();

    assertThat(piece.isOpen()).isFalse();
    line.ready(1);
    assertThat(line.refusal()).isEmpty();
  }

  @Test
  void anOffsetBeyondThePieceLetsGoOfTheFile() {
    assertThatThrownBy(() -> send(2 * FRAME + 2)).isInstanceOf(MalformedMessageException.class);

    assertThat(piece.isOpen()).isFalse();
  }

  @Test
  void aFileThatFailsEndsTheCall() {
    line.ready(1);
    send(0);
    close();

    line.ready(1);
    line.ready(1);

    assertThat(line.refusal())
        .contains("the aggregator's storage failed: ask its operator for its log");
  }

  private void close() {
    try {
      piece.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
