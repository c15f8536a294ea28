package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle of all other kernels, against the definitions. */
class PlainKernelsTest {
  private static final long SEED = 7;

  private final Random random = new Random(SEED);
  private final WordKernels kernels = new PlainKernels();

  @Test
  void addsSlices() {
    int[] source = random.ints(600).toArray();
    for (int count = 0; count < 10; count++) {
      int[] from = random.ints(count + 1, 0, 300).toArray();
      int[] actual = random.ints(310).toArray();
      int[] expected = actual.clone();
      for (int k = 1; k <= count; k++) {
        for (int i = 0; i < 300; i++) {
          expected[4 + i] += source[from[k] + i];
        }
      }
      kernels.addSlices(actual, 4, source, from, 1, count, 300);
      assertThat(actual).as("%d slices, seed %d", count, SEED).isEqualTo(expected);
    }
  }

  @Test
  void addsHistograms() {
    for (int columns = 1; columns < 40; columns++) {
      char[] cells = new char[49];
      for (int r = 0; r < cells.length; r++) {
        cells[r] = (char) random.nextInt(300);
      }
      int[] words = random.ints(2 + 49 * columns).toArray();
      int[] actual = new int[300 * columns];
      int[] expected = actual.clone();
      for (int r = 0; r < 49; r++) {
        for (int c = 0; c < columns; c++) {
          expected[cells[r] * columns + c] += words[2 + r * columns + c];
        }
      }
      kernels.histogram(cells, words, 2, 49, columns, actual);
      assertThat(actual).as("%d columns, seed %d", columns, SEED).isEqualTo(expected);
    }
  }

  @Test
  void addsProducts() {
    for (int groups = 1; groups < 4; groups++) {
      for (int count = 0; count < 10; count++) {
        double[][] tile = random.doubles(count).mapToObj(d -> row()).toArray(double[][]::new);
        int[] factors = random.ints(1 + groups * 12, -2084864, 2084865).toArray();
        double[][] actual = new double[groups][LatticeSet.CHANNELS];
        double[][] expected = new double[groups][LatticeSet.CHANNELS];
        for (int g = 0; g < groups; g++) {
          for (int c = 0; c < LatticeSet.CHANNELS; c++) {
            long sum = 0;
            for (int j = 0; j < count; j++) {
              sum += factors[1 + g * 12 + j] * (long) tile[j][c];
            }
            expected[g][c] = sum;
          }
        }
        kernels.addProducts(actual, tile, factors, 1, 12, count);
        assertThat(actual)
            .as("%d groups, %d rows, seed %d", groups, count, SEED)
            .isDeepEqualTo(expected);
      }
    }
  }

  private double[] row() {
    return random.ints(LatticeSet.CHANNELS, -2084864, 2084865).asDoubleStream().toArray();
  }

  /** The vector kernels are in another module, so here there are no others. */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "plain", "fastest"})
  void withoutOthersThePlainOnesAreTaken(String choice) {
    assertThat(WordKernels.Best.choose(choice)).isInstanceOf(PlainKernels.class);
    assertThat(WordKernels.best()).isInstanceOf(PlainKernels.class);
  }
}
