package dev.tributary.crypto.prg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
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
