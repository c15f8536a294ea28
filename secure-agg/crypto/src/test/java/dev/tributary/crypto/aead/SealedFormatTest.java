package dev.tributary.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.Hkdf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What separates one stream from another, and the streams' manners. */
class SealedFormatTest {
  private static final byte[] SECRET = secret(1);
  private final DirectionKey key = new DirectionKey(SECRET);

  /** A stream that is sent again in another place: every byte of the context counts. */
  @Test
  void contextsOfEqualLengthAreApart() throws IOException {
    byte[] sealed = seal(new byte[] {1, 2, 3});
    for (byte[] other : new byte[][] {{2, 2, 3}, {1, 3, 3}, {1, 2, 4}, {1, 2}, {1, 2, 3, 0}, {}}) {
      assertThatThrownBy(() -> open(sealed, other)).isInstanceOf(OpeningException.class);
    }
    assertThat(open(sealed, new byte[] {1, 2, 3})).hasSize(5);
  }

  /** Format 1, opened by hand: the key's derivation, the nonce and the tag. */
  @Test
  void oneChunkIsPlainGcmUnderADerivedKey() throws Exception {
    byte[] sealed = seal(new byte[] {9});
    assertThat(sealed).hasSize(1 + 32 + 5 + 16);
    assertThat(sealed[0]).isEqualTo((byte) 1);
    byte[] purpose = "tributary/sealed-stream/1|\t".getBytes(StandardCharsets.US_ASCII);
    byte[] derived = Hkdf.derive(SECRET, Arrays.copyOfRange(sealed, 1, 33), purpose, 32);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = HexFormat.of().parseHex("000000000000000000000001");
    gcm.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(128, nonce));
    assertThat(gcm.doFinal(sealed, 33, sealed.length - 33)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void noncesCountChunksAndMarkTheLast() {
    assertThat(hex(SealedFormat.nonce(0, 0))).isEqualTo("000000000000000000000000");
    assertThat(hex(SealedFormat.nonce(0x01020304L, 1))).isEqualTo("000000000000000102030401");
    assertThat(hex(SealedFormat.nonce((1L << 32) - 1, 0))).isEqualTo("00000000000000ffffffff00");
    assertThatThrownBy(() -> SealedFormat.nonce(1L << 32, 0)).hasMessageContaining("2^32 chunks");
  }

  @Test
  void keysHave32BytesAndAreEqualByContent() {
    assertThatThrownBy(() -> new DirectionKey(new byte[31])).hasMessageContaining("value: 31");
    assertThatThrownBy(() -> new DirectionKey(new byte[33])).hasMessageContaining("value: 33");
    DirectionKey same = new DirectionKey(secret(1));
    assertThat(same).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(same).isNotEqualTo(new DirectionKey(secret(2))).isNotEqualTo("DirectionKey");
    assertThat(key.hashCode()).isEqualTo(1);
  }

  @Test
  void theCallersBytesAreCopied() throws IOException {
    byte[] bytes = secret(1);
    DirectionKey copied = new DirectionKey(bytes);
    bytes[0] ^= 1;
    assertThat(copied).isEqualTo(key);
  }

  @Test
  void singleBytesGoThroughUnchanged() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealingStream sealing = key.seal(out, new byte[0]);
    for (int value : new int[] {0, 127, 128, 255}) {
      sealing.write(value);
    }
    sealing.finish();
    OpeningStream in = key.open(new ByteArrayInputStream(out.toByteArray()), new byte[0]);
    assertThat(in.read(new byte[3], 1, 0)).isZero();
    assertThat(new int[] {in.read(), in.read(), in.read(), in.read()})
        .containsExactly(0, 127, 128, 255);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(new byte[3], 1, 0)).isZero();
  }

  @Test
  void rangesOutsideTheArrayAreRefused() throws IOException {
    SealingStream sealing = key.seal(new ByteArrayOutputStream(), new byte[0]);
    assertThatThrownBy(() -> sealing.write(new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    OpeningStream in = key.open(new ByteArrayInputStream(seal(new byte[0])), new byte[0]);
    assertThatThrownBy(() -> in.read(new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aReadFillsFromItsOffset() throws IOException {
    OpeningStream in = key.open(new ByteArrayInputStream(seal(new byte[0])), new byte[0]);
    byte[] into = new byte[6];
    assertThat(in.read(into, 2, 3)).isEqualTo(3);
    assertThat(into).containsExactly(0, 0, 0, 1, 2, 0);
    assertThat(in.read(into, 0, 6)).isEqualTo(2);
    assertThat(into).containsExactly(3, 4, 0, 1, 2, 0);
  }

  @Test
  void nothingFollowsTheEnd() throws IOException {
    Watched out = new Watched();
    SealingStream sealing = key.seal(out, new byte[0]);
    sealing.finish();
    assertThat(out.flushed).isTrue();
    int size = out.size();
    sealing.finish();
    assertThat(out.size()).isEqualTo(size);
    assertThatThrownBy(() -> sealing.write(1)).hasMessageContaining("finished");
    sealing.close();
    assertThat(out.closed).isTrue();
  }

  /** Closing is what happens on a failure: whoever finishes afterwards must not make it whole. */
  @Test
  void aClosedStreamCannotBeFinished() throws IOException {
    Watched out = new Watched();
    SealingStream sealing = key.seal(out, new byte[0]);
    sealing.write(1);
    sealing.close();
    sealing.finish();
    assertThatThrownBy(() -> sealing.write(1)).hasMessageContaining("finished");
    assertThatThrownBy(() -> open(out.toByteArray(), new byte[0]))
        .isInstanceOf(OpeningException.class);
  }

  @Test
  void closingTheOpenerClosesItsSource() throws IOException {
    boolean[] closed = new boolean[1];
    ByteArrayInputStream source =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    key.open(source, new byte[0]).close();
    assertThat(closed[0]).isTrue();
  }

  /** Five bytes, 0 to 4; a context of one byte 9 is a tab in the derivation by hand. */
  private byte[] seal(byte[] context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealingStream sealing = key.seal(out, context);
    sealing.write(new byte[] {0, 1, 2, 3, 4});
    sealing.finish();
    return out.toByteArray();
  }

  private byte[] open(byte[] sealed, byte[] context) throws IOException {
    return key.open(new ByteArrayInputStream(sealed), context).readAllBytes();
  }

  private static byte[] secret(int first) {
    byte[] secret = new byte[32];
    secret[0] = (byte) first;
    return secret;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static final class Watched extends ByteArrayOutputStream {
    private boolean flushed;
    private boolean closed;

    @Override
    public void flush() {
      flushed = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
