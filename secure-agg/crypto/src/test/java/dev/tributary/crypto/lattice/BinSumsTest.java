package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinSumsTest {
  private static final long SEED = 31;
  private static final int OFFSET = 3;

  private final Random random = new Random(SEED);

  /**
   * Against the definition: features that are taken in pairs and alone (256 bins, the odd one at
   * the end, few rows), a feature with all rows in one bin, more than one chunk.
   */
  @ParameterizedTest
  @EnumSource
  void sumsAreThoseOfEachFeature(LatticeSet set) {
    int[] bins = {33, 32, 256, 256, 1, 7, 5};
    for (int columns : new int[] {1, 2, 4, 6, 8, 16, 32}) {
      for (int rows : new int[] {0, 1, 200, 40_000}) {
        byte[][] column = columns(bins, rows);
        WordMatrix words = words(set, rows, columns);
        BinSums sums = new BinSums(set, bins, columns, new PlainKernels());
        sums.add(column, OFFSET, words);
        for (int f = 0; f < bins.length; f++) {
          assertThat(sums.feature(f).toBytes())
              .as("%d rows, %d columns, feature %d, seed %d", rows, columns, f, SEED)
              .isEqualTo(expected(column[f], bins[f], words).toBytes());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wordsAreOfTheSumsSetAndColumns(LatticeSet set) {
    BinSums sums = new BinSums(set, new int[] {9}, 2, new PlainKernels());
    byte[][] column = columns(new int[] {9}, 5);
    assertThatThrownBy(() -> sums.add(column, OFFSET, words(set, 5, 3)))
        .hasMessageContaining("a block must be 5 x 2 words");
  }

  /** Sums of disjoint rows are added; those of more than one chunk use their pairs again. */
  @ParameterizedTest
  @EnumSource
  void sumsOfPartsMerge(LatticeSet set) {
    int[] bins = {9, 9, 9, 9};
    byte[][] column = columns(bins, 70_000);
    WordMatrix words = words(set, 70_000, 2);
    BinSums sums = new BinSums(set, bins, 2, new PlainKernels());
    BinSums other = new BinSums(set, bins, 2, new PlainKernels());
    sums.add(column, OFFSET, words);
    other.add(column, OFFSET, words);
    other.merge(sums);
    for (int f = 0; f < bins.length; f++) {
      WordMatrix once = expected(column[f], bins[f], words);
      assertThat(sums.feature(f).toBytes()).isEqualTo(once.toBytes());
      WordMatrix twice = expected(column[f], bins[f], words);
      twice.addScaled(once, 1);
      assertThat(other.feature(f).toBytes()).isEqualTo(twice.toBytes());
    }
  }

  private byte[][] columns(int[] bins, int rows) {
    byte[][] columns = new byte[bins.length][OFFSET + rows];
    for (int f = 0; f < bins.length; f++) {
      for (int r = 0; r < columns[f].length; r++) {
        columns[f][r] = (byte) (f == 5 ? 6 : random.nextInt(bins[f]));
      }
    }
    return columns;
  }

  private WordMatrix words(LatticeSet set, int rows, int columns) {
    WordMatrix words = new WordMatrix(set, rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        words.add(r, c, random.nextLong());
      }
    }
    return words;
  }

  private static WordMatrix expected(byte[] column, int bins, WordMatrix words) {
    WordMatrix sums = new WordMatrix(words.set(), bins, words.columns());
    for (int r = 0; r < words.rows(); r++) {
      for (int c = 0; c < words.columns(); c++) {
        sums.add(column[OFFSET + r] & 0xff, c, words.centred(r, c));
      }
    }
    return sums;
  }
}
