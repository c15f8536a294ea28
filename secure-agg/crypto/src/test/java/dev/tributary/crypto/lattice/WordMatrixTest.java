package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordMatrixTest {
  private static final long SEED = 71;

  @ParameterizedTest
  @EnumSource
  void bytesAreLittleEndianWords(LatticeSet set) {
    WordMatrix words = random(set, 7, 5);
    byte[] bytes = words.toBytes();
    int width = set.wordBytes();
    assertThat(bytes).hasSize(7 * 5 * width);
    for (int i = 0; i < 7 * 5; i++) {
      long word = 0;
      for (int b = width - 1; b >= 0; b--) {
        word = (word << Byte.SIZE) | (bytes[i * width + b] & 0xff);
      }
      assertThat(set.centred(word)).isEqualTo(words.centred(i / 5, i % 5));
    }
    assertThat(WordMatrix.fromBytes(set, 7, 5, bytes).toBytes()).isEqualTo(bytes);
    assertThatThrownBy(() -> WordMatrix.fromBytes(set, 5, 5, bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aSliceIsOfItsRowsAndColumns(LatticeSet set) {
    WordMatrix words = random(set, 7, 5);
    WordMatrix slice = words.slice(2, 6, 1, 4);
    assertThat(slice.rows()).isEqualTo(4);
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 3; c++) {
        assertThat(slice.centred(r, c)).isEqualTo(words.centred(r + 2, c + 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void addsToPartOfARow(LatticeSet set) {
    WordMatrix words = random(set, 3, 6);
    WordMatrix sum = words.slice(0, 3, 0, 6);
    long[] values = {-1, 1L << 31, Long.MIN_VALUE + 5};
    sum.addRow(1, 2, values);
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 6; c++) {
        long added = r == 1 && c >= 2 && c < 5 ? values[c - 2] : 0;
        assertThat(sum.centred(r, c)).isEqualTo(set.centred(words.centred(r, c) + added));
      }
    }
  }

  private static WordMatrix random(LatticeSet set, int rows, int columns) {
    Random random = new Random(SEED);
    WordMatrix words = new WordMatrix(set, rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        words.add(r, c, random.nextLong());
      }
    }
    return words;
  }
}
