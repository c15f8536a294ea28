package dev.tributary.crypto.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.PlainKernels;
import dev.tributary.crypto.lattice.WordKernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The plain kernels are the oracle: every word must be equal. */
class VectorKernelsTest {
  private static final long SEED = 20261124;
  private static final int WIDTH = LatticeSet.CHANNELS;

  private final WordKernels plain = new PlainKernels();
  private final WordKernels vector = new VectorKernels();
  private final Random random = new Random(SEED);

  @Test
  void runsHere() {
    assertThat(vector.speed()).isPositive();
    assertThat(vector).hasToString("vector kernels of " + vector.speed() + " bits");
    assertThat(WordKernels.best()).isInstanceOf(VectorKernels.class);
  }

  @Test
  void addsSlicesOfAnyLengthAndNumber() {
    int[] source = random.ints(1024).toArray();
    for (int length = 0; length <= 300; length++) {
      for (int count : new int[] {0, 1, 2, 3, 4, 7, 33}) {
        int[] from = random.ints(count + 2, 0, source.length - length + 1).toArray();
        int[] expected = random.ints(length + 5).toArray();
        int[] actual = expected.clone();
        plain.addSlices(expected, 3, source, from, 1, count, length);
        vector.addSlices(actual, 3, source, from, 1, count, length);
        assertThat(actual)
            .as("length %d, count %d, seed %d", length, count, SEED)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void addsHistogramsOfAnyShape() {
    for (int columns = 1; columns <= 130; columns++) {
      for (int rows : new int[] {0, 1, 2, 3, 5, 8, 17, 100}) {
        checkHistogram(rows, columns, 1 + random.nextInt(1100));
      }
    }
  }

  @Test
  void addsManyRowsOfOneBin() {
    for (int columns : new int[] {2, 4, 8, 16, 32}) {
      checkHistogram(5000, columns, 1);
    }
  }

  private void checkHistogram(int rows, int columns, int bins) {
    char[] cells = cells(rows, bins);
    int[] words = random.ints(rows * columns + 3).toArray();
    int[] expected = random.ints((long) bins * columns).toArray();
    int[] actual = expected.clone();
    plain.histogram(cells, words, 3, rows, columns, expected);
    vector.histogram(cells, words, 3, rows, columns, actual);
    assertThat(actual)
        .as("%d rows, %d columns, %d bins, seed %d", rows, columns, bins, SEED)
        .isEqualTo(expected);
  }

  @Test
  void makesCellsOfAnyNumberOfRows() {
    byte[] first = new byte[1003];
    byte[] second = new byte[1003];
    random.nextBytes(first);
    random.nextBytes(second);
    for (int rows = 0; rows <= 1000; rows++) {
      int width = 1 + random.nextInt(256);
      char[] expected = new char[rows];
      char[] actual = new char[rows];
      plain.pairs(first, second, 3, width, expected, rows);
      vector.pairs(first, second, 3, width, actual, rows);
      assertThat(actual).as("%d rows of %d, seed %d", rows, width, SEED).isEqualTo(expected);
    }
  }

  private char[] cells(int rows, int bins) {
    char[] cells = new char[rows];
    for (int r = 0; r < rows; r++) {
      cells[r] = (char) random.nextInt(bins);
    }
    return cells;
  }

  /** Residues of 21 bits and a sign: 1,280 products stay below 2^53, where all orders agree. */
  @Test
  void addsProductsOfAnyNumberOfGroupsAndRows() {
    for (int groups = 0; groups <= 5; groups++) {
      for (int count : new int[] {0, 1, 2, 3, 4, 5, 63, 64, 1280}) {
        double[][] tile = residues(count);
        double[][] expected = residues(groups);
        double[][] actual = copy(expected);
        int stride = count + 3;
        int[] factors = random.ints(groups * stride + 4, -(1 << 21), 1 << 21).toArray();
        plain.addProducts(expected, tile, factors, 2, stride, count);
        vector.addProducts(actual, tile, factors, 2, stride, count);
        assertThat(actual)
            .as("%d groups, %d rows, seed %d", groups, count, SEED)
            .isDeepEqualTo(expected);
      }
    }
  }

  /** The largest residues of one sign: the sum comes as near to 2^53 as it can. */
  @Test
  void addsLargestProductsExactly() {
    double[][] tile = new double[1280][WIDTH];
    for (double[] row : tile) {
      Arrays.fill(row, 2084864);
    }
    int[] factors = new int[1280];
    Arrays.fill(factors, 2084864);
    double[][] sums = new double[1][WIDTH];
    vector.addProducts(sums, tile, factors, 0, 1280, 1280);
    assertThat(sums[0]).containsOnly((double) (1280L * 2084864 * 2084864));
  }

  private double[][] residues(int rows) {
    double[][] residues = new double[rows][WIDTH];
    for (double[] row : residues) {
      Arrays.setAll(row, c -> random.nextInt(1 << 22) - (1 << 21));
    }
    return residues;
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  @Test
  void refusesSlicesBeyondTheSource() {
    int[] from = {1000};
    assertThatThrownBy(() -> vector.addSlices(new int[256], 0, new int[1024], from, 0, 1, 256))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesBinsBeyondTheHistogram() {
    char[] cells = {0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    for (int columns : new int[] {1, 2, 4, 8, 16, 32}) {
      int[] words = new int[cells.length * columns];
      int[] histogram = new int[4 * columns];
      assertThatThrownBy(() -> vector.histogram(cells, words, 0, cells.length, columns, histogram))
          .as("%d columns", columns)
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
