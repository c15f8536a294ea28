package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The 22 bits of a residue, by another way to write them. */
class ResiduePackingTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROWS = 2 * SET.primes() * LatticeSet.GROUP;
  private static final int WIDTH = 8;

  private static int prime(int row) {
    return PrimeField.first(SET.primes())[row / LatticeSet.GROUP % SET.primes()].prime;
  }

  private static int[][] rows() {
    Random random = new Random(4);
    int[][] rows = new int[ROWS][WIDTH];
    for (int i = 0; i < ROWS; i++) {
      int half = prime(i) / 2;
      for (int c = 0; c < WIDTH; c++) {
        rows[i][c] = random.nextInt(2 * half + 1) - half;
      }
      rows[i][0] = half;
      rows[i][1] = -half;
      rows[i][2] = 0;
      rows[i][3] = -1;
    }
    return rows;
  }

  @Test
  void fieldsFollowEachOtherFromTheLowestBit() {
    int[][] rows = rows();
    BigInteger bits = BigInteger.ZERO;
    for (int i = ROWS - 1; i >= 0; i--) {
      for (int c = WIDTH - 1; c >= 0; c--) {
        bits = bits.shiftLeft(22).add(BigInteger.valueOf(Math.floorMod(rows[i][c], prime(i))));
      }
    }
    byte[] packed = ResiduePacking.pack(rows, SET);
    assertThat(packed).hasSize(ROWS * WIDTH * 22 / 8);
    byte[] expected = new byte[packed.length];
    byte[] bigEndian = bits.toByteArray();
    for (int i = 0; i < bigEndian.length && i < expected.length; i++) {
      expected[i] = bigEndian[bigEndian.length - 1 - i];
    }
    assertThat(packed).isEqualTo(expected);
    int[][] read = new int[ROWS][WIDTH];
    ResiduePacking.unpack(packed, read, SET);
    assertThat(read).isDeepEqualTo(rows);
  }

  @Test
  void aFieldThatIsNotBelowItsPrimeIsRefused() {
    byte[] packed = ResiduePacking.pack(new int[ROWS][WIDTH], SET);
    int[][] read = new int[ROWS][WIDTH];
    for (int row : new int[] {0, LatticeSet.GROUP, ROWS - 1}) {
      byte[] largest = packed.clone();
      put(largest, row * WIDTH, prime(row) - 1);
      ResiduePacking.unpack(largest, read, SET);
      assertThat(read[row][0]).isEqualTo(-1);
      byte[] spoilt = packed.clone();
      put(spoilt, row * WIDTH, prime(row));
      assertThatThrownBy(() -> ResiduePacking.unpack(spoilt, read, SET))
          .hasMessageContaining("a residue must be below " + prime(row));
    }
  }

  /** Fields that begin with a byte. */
  private static void put(byte[] packed, int field, int word) {
    int at = field * 22 / 8;
    packed[at] = (byte) word;
    packed[at + 1] = (byte) (word >> 8);
    packed[at + 2] = (byte) (word >> 16);
  }

  @Test
  void anotherLengthIsRefused() {
    byte[] packed = ResiduePacking.pack(new int[ROWS][WIDTH], SET);
    for (int length : new int[] {0, packed.length - 1, packed.length + 1}) {
      byte[] other = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> ResiduePacking.unpack(other, new int[ROWS][WIDTH], SET))
          .hasMessageContaining("must be " + packed.length + " bytes. Provided value: " + length);
    }
  }

  /** Each piece has its columns, and all of them the dimension. */
  @Test
  void piecesOfEncryptedSecretsAreJoinedInOrder() {
    int n = SET.dimension();
    EncryptedSecrets first = filled(0, 100, 1);
    EncryptedSecrets second = filled(100, n, 2);
    EncryptedSecrets all = EncryptedSecrets.join(SET, first, second);
    assertThat(all.first()).isZero();
    assertThat(all.last()).isEqualTo(n);
    for (int[] row : all.residues) {
      assertThat(row[100 * LatticeSet.CHANNELS - 1]).isEqualTo(1);
      assertThat(row[100 * LatticeSet.CHANNELS]).isEqualTo(2);
      assertThat(row[n * LatticeSet.CHANNELS - 1]).isEqualTo(2);
    }
    assertThatThrownBy(() -> EncryptedSecrets.join(SET, second, first))
        .hasMessageContaining("must follow each other. Provided value: column 100, not 0");
    assertThatThrownBy(() -> EncryptedSecrets.join(SET, first))
        .hasMessageContaining("must cover all " + n + " columns. Provided value: 100");
    assertThatThrownBy(() -> EncryptedSecrets.join(LatticeSet.Q32_N1536, first, second))
        .hasMessageContaining("must follow each other");
  }

  @Test
  void encryptedSecretsAreReadAsTheyWereWritten() {
    EncryptedSecrets some = filled(7, 9, -3);
    byte[] bytes = some.toBytes();
    assertThat(bytes).hasSize(EncryptedSecrets.encodedLength(SET, 2));
    assertThat(EncryptedSecrets.fromBytes(SET, 7, 9, bytes).residues).isDeepEqualTo(some.residues);
    for (int[] range : new int[][] {{-1, 2}, {2, 2}, {3, 2}, {0, SET.dimension() + 1}}) {
      assertThatThrownBy(() -> new EncryptedSecrets(SET, range[0], range[1]))
          .hasMessageContaining("columns must be a range within " + SET.dimension());
    }
    assertThat(new EncryptedSecrets(SET, SET.dimension() - 1, SET.dimension()).last())
        .isEqualTo(SET.dimension());
  }

  private static EncryptedSecrets filled(int first, int last, int residue) {
    EncryptedSecrets some = new EncryptedSecrets(SET, first, last);
    for (int[] row : some.residues) {
      Arrays.fill(row, residue);
    }
    return some;
  }
}
