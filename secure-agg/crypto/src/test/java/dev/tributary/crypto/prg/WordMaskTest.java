package dev.tributary.crypto.prg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WordMaskTest {
  private static final byte[] SEED = SeedTree.derive(new byte[32], "mask");

  /** Word by word against the bare cipher, also where the counter has more than 32 bits. */
  @Test
  void wordsAreHalvesOfCounterBlocks() throws Exception {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(SEED, "AES"));
    for (long from : new long[] {0, 1, 7, 1L << 33, (1L << 40) + 1}) {
      long[] words = new long[5];
      new WordMask().add(SEED, words, 1, 3, from);
      assertThat(words[0]).isZero();
      assertThat(words[4]).isZero();
      for (int i = 0; i < 3; i++) {
        long block = (from + i) / 2;
        ByteBuffer pair =
            ByteBuffer.wrap(aes.doFinal(ByteBuffer.allocate(16).putLong(8, block).array()));
        pair.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(words[1 + i]).isEqualTo(pair.getLong(8 * (int) ((from + i) % 2)));
      }
    }
  }

  /** NIST AESAVS: AES-256 of the zero block under the zero key. */
  @Test
  void theFirstWordIsKnown() {
    long[] word = new long[1];
    new WordMask().add(new byte[32], word, 0, 1, 0);
    assertThat(Long.reverseBytes(word[0])).isEqualTo(0xdc95c078a2408989L);
  }

  @Test
  void blocksOfAnySizeAreTheWholeVector() {
    long[] whole = new Random(3).longs(10_000).toArray();
    long[] blocks = whole.clone();
    new WordMask().add(SEED, whole, 0, whole.length, 0);
    WordMask mask = new WordMask();
    int[] ends = {10_000, 9_999, 5_000, 4_097, 1_025, 1, 0};
    for (int i = 0; i + 1 < ends.length; i++) {
      mask.add(SEED, blocks, ends[i + 1], ends[i] - ends[i + 1], ends[i + 1]);
    }
    assertThat(blocks).isEqualTo(whole);
  }

  @Test
  void subtractsWhatItAdded() {
    long[] words = new Random(4).longs(10_000).toArray();
    long[] masked = words.clone();
    WordMask mask = new WordMask();
    mask.add(SEED, masked, 3, 9_990, 5);
    assertThat(masked).isNotEqualTo(words);
    mask.subtract(SEED, masked, 3, 9_990, 5);
    assertThat(masked).isEqualTo(words);
  }

  @Test
  void refusesWordsOutsideAndShortSeeds() {
    long[] words = new long[2];
    assertThatThrownBy(() -> new WordMask().add(SEED, words, 1, 2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new WordMask().subtract(SEED, words, 0, 2, -1))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> new WordMask().add(new byte[31], words, 0, 2, 0))
        .hasMessageContaining("32 bytes");
    assertThat(Arrays.stream(words).sum()).isZero();
  }
}
