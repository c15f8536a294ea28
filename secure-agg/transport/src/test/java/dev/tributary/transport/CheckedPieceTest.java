package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.BUREAU;
import static dev.tributary.transport.TestFederation.LENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A piece and its manifest by a sender whose word is not to be taken. */
class CheckedPieceTest {
  private static final MessageAddress ADDRESS =
      new StepAddress(new RunId("spring-1"), 0, 0, "sums", LENDER, BUREAU).shard(3);
  private static final byte[] PLAIN = {1, 2, (byte) 0xff, 4};

  private static PieceReceipt receipt(byte[] of, int shard) {
    DigestingStream out = new DigestingStream(new ByteArrayOutputStream());
    try {
      out.write(of);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.receipt(shard);
  }

  private static CheckedPiece piece(byte[] plain, PieceReceipt expected) {
    return new CheckedPiece(new ByteArrayInputStream(plain), ADDRESS, expected);
  }

  private static void refused(InputStream piece, String message) {
    IOException failure = catchThrowableOfType(IOException.class, piece::readAllBytes);
    assertThat(failure).hasMessage("lender: piece " + ADDRESS + " " + message);
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo("lender: " + PeerText.ALTERED.words());
  }

  @Test
  void readsWhatTheManifestNames() throws IOException {
    CheckedPiece piece = piece(PLAIN, receipt(PLAIN, 3));
    assertThat(piece.read()).isOne();
    assertThat(piece.read(new byte[0], 0, 0)).isZero();
    byte[] rest = new byte[9];
    assertThat(piece.read(rest, 1, 2)).isEqualTo(2);
    assertThat(rest).startsWith(0, 2, 0xff, 0);
    assertThat(piece.read()).isEqualTo(4);
    assertThat(piece.read()).isEqualTo(-1);
    assertThat(piece.read()).isEqualTo(-1);
    assertThat(piece.read(rest, 0, 1)).isEqualTo(-1);

    CheckedPiece one = piece(new byte[] {(byte) 0xff}, receipt(new byte[] {(byte) 0xff}, 3));
    assertThat(one.read()).isEqualTo(0xff);
    assertThatThrownBy(() -> one.read(rest, 5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void moreThanTheManifestSaysIsRefusedAtOnce() throws IOException {
    CheckedPiece piece = piece(PLAIN, receipt(new byte[] {1, 2, 3}, 3));
    assertThat(piece.read()).isOne();
    refused(piece, "is longer than its manifest says");
    byte[] endless = new byte[1 << 20];
    CheckedPiece long1 = piece(endless, new PieceReceipt(3, endless.length - 1, new byte[32]));
    refused(long1, "is longer than its manifest says");
  }

  @Test
  void lessThanTheManifestSaysIsRefused() {
    refused(
        piece(new byte[] {1, 2, (byte) 0xff}, receipt(PLAIN, 3)), "is not what its manifest names");
    refused(piece(new byte[0], receipt(PLAIN, 3)), "is not what its manifest names");
  }

  @Test
  void otherBytesOfTheSameLengthAreRefused() {
    refused(
        piece(new byte[] {1, 2, (byte) 0xff, 5}, receipt(PLAIN, 3)),
        "is not what its manifest names");
  }

  /** A failure of the way there is not the sender's fault. */
  @Test
  void aBrokenConnectionBlamesNobody() {
    FederationException lost = FederationException.resource("the aggregator does not answer");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw lost;
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            throw lost;
          }
        };

    IOException failure =
        catchThrowableOfType(
            IOException.class,
            () -> new CheckedPiece(failing, ADDRESS, receipt(PLAIN, 3)).readAllBytes());

    assertThat(failure).hasMessage("the aggregator does not answer").hasCause(lost);
  }

  @Test
  void closesWhatItReads() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream plain =
        new ByteArrayInputStream(PLAIN) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    new CheckedPiece(plain, ADDRESS, receipt(PLAIN, 3)).close();

    assertThat(closed).isTrue();
  }

  @Test
  void aReceiptCountsEveryByteHoweverItIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DigestingStream stream = new DigestingStream(out);
    stream.write(1);
    stream.write(new byte[] {9, 2, (byte) 0xff, 9}, 1, 2);
    stream.write(new byte[] {4});
    stream.close();

    assertThat(out.toByteArray()).isEqualTo(PLAIN);
    assertThat(stream.receipt(3)).isEqualTo(receipt(PLAIN, 3));
    assertThat(receipt(PLAIN, 3).length()).isEqualTo(4);
    assertThat(receipt(new byte[0], 0).sha256()).startsWith(0xe3, 0xb0, 0xc4, 0x42);
  }
}
