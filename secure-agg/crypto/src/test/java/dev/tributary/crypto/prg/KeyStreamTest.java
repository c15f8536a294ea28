package dev.tributary.crypto.prg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.Hkdf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyStreamTest {
  /** AES-256 of the zero block under the zero key: NIST AESAVS, Appendix (VarTxt basis). */
  @Test
  void readsTheKnownFirstBlockLittleEndian() {
    KeyStream stream = new KeyStream(new byte[32]);
    byte[] block = HexFormat.of().parseHex("dc95c078a2408989ad48a21492842087");
    long expected = 0;
    for (int i = 7; i >= 0; i--) {
      expected = expected << 8 | (block[i] & 0xff);
    }
    assertThat(stream.nextLong()).isEqualTo(expected);
  }

  @Test
  void seekReturnsToTheSameWords() {
    KeyStream stream = new KeyStream(SeedTree.derive(new byte[32], "test"));
    stream.seek(7);
    long first = stream.nextLong();
    stream.seek(8);
    assertThat(stream.nextLong()).isNotEqualTo(first);
    stream.seek(7);
    assertThat(stream.nextLong()).isEqualTo(first);
  }

  /** Stream i starts at the counter block whose upper half is i, big-endian. */
  @Test
  void streamsAreCounterBlocks() throws Exception {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"));
    for (long index : new long[] {0, 1, 256, 0x0102030405060708L, -1}) {
      ByteBuffer block = ByteBuffer.allocate(16).putLong(index);
      byte[] expected = aes.doFinal(block.array());
      KeyStream stream = new KeyStream(new byte[32]);
      stream.nextInt();
      stream.seek(index);
      assertThat(stream.nextLong())
          .isEqualTo(ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }
  }

  /** Half a word is left of the buffer: it is skipped, and ints use it. */
  @Test
  void aLongDoesNotReachOverTheBuffersEnd() {
    KeyStream whole = new KeyStream(new byte[32]);
    int[] words = new int[1027];
    for (int i = 0; i < words.length; i++) {
      words[i] = whole.nextInt();
    }
    KeyStream mixed = new KeyStream(new byte[32]);
    for (int i = 0; i < 1023; i++) {
      mixed.nextInt();
    }
    assertThat(mixed.nextLong()).isEqualTo((words[1024] & 0xffffffffL) | (long) words[1025] << 32);
    assertThat(mixed.nextInt()).isEqualTo(words[1026]);
  }

  @Test
  void derivationsAreHkdfOfTheirFrames() {
    byte[] root = SeedTree.derive(new byte[32], "root");
    byte[] info = {0, 0, 0, 1, 'a', 0, 0, 0, 2, 5, 6};
    assertThat(SeedTree.derive(root, "a", new byte[] {5, 6}))
        .isEqualTo(Hkdf.derive(root, new byte[0], info, 32));
    assertThat(SeedTree.derive(root, "a", 7L))
        .isEqualTo(SeedTree.derive(root, "a", new byte[] {0, 0, 0, 0, 0, 0, 0, 7}));
    assertThatThrownBy(() -> SeedTree.derive(new byte[31], "a")).hasMessageContaining("32 bytes");
  }

  @Test
  void wordsContinueAcrossTheBuffer() {
    KeyStream ints = new KeyStream(new byte[32]);
    KeyStream longs = new KeyStream(new byte[32]);
    for (int i = 0; i < 2000; i++) {
      long low = ints.nextInt() & 0xffffffffL;
      long word = low | (long) ints.nextInt() << 32;
      assertThat(longs.nextLong()).isEqualTo(word);
    }
  }

  @Test
  void refusesAShortSeed() {
    assertThatThrownBy(() -> new KeyStream(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be 32 bytes");
  }

  @Test
  void partsAreNotAmbiguous() {
    byte[] root = new byte[32];
    byte[] one = {1};
    byte[] two = {1, 1};
    assertThat(SeedTree.derive(root, "a", two, one))
        .isNotEqualTo(SeedTree.derive(root, "a", one, two));
    assertThat(SeedTree.derive(root, "a")).isNotEqualTo(SeedTree.derive(root, "b"));
    assertThat(SeedTree.digest("a", one)).isNotEqualTo(SeedTree.digest("a", two));
  }
}
