package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.prg.SeedTree;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OuterProductTest {
  private static final byte[] JOINT = SeedTree.derive(new byte[32], "joint");
  private static final byte[] SECRET = SeedTree.derive(new byte[32], "secret");

  /** Dense A, row by row, from the definition: the coefficient of X^t in a X^u. */
  static long[][] dense(LatticeSet set, int blocks) {
    PublicMatrix matrix = new PublicMatrix(set, JOINT);
    long[][] polynomials = new long[set.rank()][LatticeSet.BLOCK];
    long[][] a = new long[blocks * LatticeSet.BLOCK][set.dimension()];
    for (int b = 0; b < blocks; b++) {
      matrix.polynomials(b, polynomials);
      for (int j = 0; j < set.rank(); j++) {
        for (int t = 0; t < LatticeSet.BLOCK; t++) {
          for (int u = 0; u < LatticeSet.BLOCK; u++) {
            long value = t >= u ? polynomials[j][t - u] : -polynomials[j][256 + t - u];
            a[b * LatticeSet.BLOCK + t][j * LatticeSet.BLOCK + u] = value;
          }
        }
      }
    }
    return a;
  }

  @ParameterizedTest
  @EnumSource
  void secretProductIsTheDenseProduct(LatticeSet set) {
    OuterSecret secret = new OuterSecret(set, SECRET);
    WordMatrix product = secret.times(new PublicMatrix(set, JOINT), 1, 3);
    assertThat(product.rows()).isEqualTo(512);
    long[][] a = dense(set, 3);
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      int row = random.nextInt(512);
      int channel = random.nextInt(LatticeSet.CHANNELS);
      long expected = 0;
      for (int j = 0; j < set.dimension(); j++) {
        expected += a[256 + row][j] * secret.at(j, channel);
      }
      assertThat(product.centred(row, channel)).isEqualTo(set.centred(expected));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hintSumsAreTheDenseSums(LatticeSet set) {
    int rows = 5000; // more than one chunk, and a part of a block at the end
    byte[][] columns = new byte[2][rows + 3];
    new Random(2).nextBytes(columns[0]);
    for (int r = 0; r < rows; r++) {
      columns[0][r + 3] &= 31;
      columns[1][r + 3] = (byte) (r < 4800 ? 0 : 255); // all but a few samples in one bin
    }
    HintSums sums = new HintSums(set, new int[] {32, 256}, new PlainKernels());
    HintSums rest = new HintSums(set, new int[] {32, 256}, new PlainKernels());
    PublicMatrix matrix = new PublicMatrix(set, JOINT);
    sums.add(matrix, columns, 3, 0, 4608);
    rest.add(matrix, columns, 3 + 4608, 4608, rows - 4608);
    sums.merge(rest);
    long[][] a = dense(set, LatticeSet.blocks(rows));
    for (int f = 0; f < 2; f++) {
      long[][] expected = new long[256][set.dimension()];
      for (int r = 0; r < rows; r++) {
        long[] into = expected[columns[f][r + 3] & 0xff];
        for (int j = 0; j < set.dimension(); j++) {
          into[j] += a[r][j];
        }
      }
      WordMatrix got = sums.feature(f);
      for (int b = 0; b < got.rows(); b++) {
        for (int j = 0; j < set.dimension(); j++) {
          assertThat(got.centred(b, j)).isEqualTo(set.centred(expected[b][j]));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesBinsOutOfRangeAndUnalignedRows(LatticeSet set) {
    HintSums sums = new HintSums(set, new int[] {4}, new PlainKernels());
    PublicMatrix matrix = new PublicMatrix(set, JOINT);
    byte[][] columns = {new byte[] {1, 4}};
    assertThatThrownBy(() -> sums.add(matrix, columns, 0, 0, 2)).hasMessageContaining("below 4");
    assertThatThrownBy(() -> sums.add(matrix, columns, 0, 100, 1)).hasMessageContaining("256");
    assertThatThrownBy(() -> sums.add(matrix, columns, 1, 0, 2)).hasMessageContaining("2 bytes");
  }
}
