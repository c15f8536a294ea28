package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingNttTest {
  private static final long SEED = 20261124;
  private static final int RING = LatticeSet.RING;
  private final Random random = new Random(SEED);

  @Test
  void primesAreThoseOfTheSuite() {
    PrimeField[] fields = PrimeField.first(4);
    for (PrimeField field : fields) {
      assertThat(BigInteger.valueOf(field.prime).isProbablePrime(100)).isTrue();
      assertThat(field.prime % (2 * RING)).isEqualTo(1);
      assertThat(field.prime).isLessThan(1 << PrimeField.BITS);
      assertThat(field.power(field.root(2 * RING), RING)).isEqualTo(-1);
    }
    assertThat(LatticeSet.Q40.dimension()).isLessThanOrEqualTo(PrimeField.MAX_TERMS);
  }

  @Test
  void fullProductIsTheSchoolbookProduct() {
    RingNtt ring = new RingNtt(PrimeField.first(2)[1]);
    long[] a = polynomial(ring.field.prime);
    long[] b = polynomial(ring.field.prime);
    double[][] x = full(ring, a);
    double[][] y = full(ring, b);
    ring.multiply(x, y, x);
    double[][] element = RingNtt.element();
    ring.fromFull(x, element);
    ring.split.inverse(element);
    assertThat(flat(element)).describedAs("seed %d", SEED).isEqualTo(schoolbook(a, b, ring.field));
  }

  @Test
  void splitFormTurnsPolynomialsInX128IntoConstants() {
    RingNtt ring = new RingNtt(PrimeField.first(1)[0]);
    long[] a = new long[RING];
    double[][] rows = new double[RingNtt.ROWS][1];
    for (int i = 0; i < RingNtt.ROWS; i++) {
      a[i * RingNtt.WIDTH] = random.nextLong(1 << 20) - (1 << 19);
      rows[i][0] = a[i * RingNtt.WIDTH];
    }
    ring.toSplit(rows);
    long[] b = polynomial(ring.field.prime);
    double[][] element = element(b);
    ring.toSplit(element);
    for (int k = 0; k < RingNtt.ROWS; k++) {
      ring.field.scale(element[k], rows[k][0], RingNtt.WIDTH);
    }
    ring.split.inverse(element);
    assertThat(flat(element)).describedAs("seed %d", SEED).isEqualTo(schoolbook(a, b, ring.field));
  }

  @Test
  void rowsInverseUndoesForward() {
    PrimeField field = PrimeField.first(1)[0];
    RowNtt ntt = new RowNtt(field, 256, field.root(512));
    double[][] rows = new double[256][3];
    double[][] expected = new double[256][3];
    for (int i = 0; i < 256; i++) {
      for (int c = 0; c < 3; c++) {
        rows[i][c] = random.nextInt(field.prime) - field.prime / 2;
        expected[i][c] = rows[i][c];
      }
    }
    ntt.forward(rows);
    assertThat(Arrays.deepEquals(rows, expected)).isFalse();
    for (double[] row : rows) {
      field.reduce(row, row.length);
    }
    ntt.inverse(rows);
    assertThat(rows).describedAs("seed %d", SEED).isDeepEqualTo(expected);
  }

  @Test
  void mixedRadixAgreesWithBigIntegers() {
    for (int primes = 1; primes <= 4; primes++) {
      PrimeBasis basis = new PrimeBasis(primes);
      BigInteger[] values = new BigInteger[200 + primes];
      for (int c = 0; c < values.length; c++) {
        BigInteger x = new BigInteger(basis.modulus.bitLength() - 2, random);
        values[c] = c % 2 == 0 ? x : x.negate();
      }
      long[] out = new long[values.length];
      basis.toLongs(residues(basis, values), out);
      assertThat(out)
          .describedAs("seed %d", SEED)
          .isEqualTo(Arrays.stream(values).mapToLong(BigInteger::longValue).toArray());
      basis.switched(residues(basis, values), 32, out);
      for (int c = 0; c < out.length; c++) {
        double expected = values[c].doubleValue() / basis.modulus.doubleValue() * 0x1p32;
        assertThat(Math.abs(out[c] - expected)).isLessThanOrEqualTo(0.5001);
      }
    }
  }

  private static double[][] residues(PrimeBasis basis, BigInteger[] values) {
    double[][] residues = new double[basis.fields.length][values.length];
    for (int c = 0; c < values.length; c++) {
      double[] one = basis.residues(values[c]);
      for (int p = 0; p < one.length; p++) {
        residues[p][c] = one[p];
      }
    }
    return residues;
  }

  private double[][] full(RingNtt ring, long[] a) {
    double[][] element = element(a);
    ring.toSplit(element);
    double[][] full = RingNtt.full();
    ring.toFull(element, full);
    return full;
  }

  private long[] polynomial(int prime) {
    return random.longs(RING, -(prime / 2), prime / 2 + 1).toArray();
  }

  private static double[][] element(long[] a) {
    double[][] element = RingNtt.element();
    for (int i = 0; i < RING; i++) {
      element[i / RingNtt.WIDTH][i % RingNtt.WIDTH] = a[i];
    }
    return element;
  }

  private static long[] flat(double[][] element) {
    long[] out = new long[RING];
    for (int i = 0; i < RING; i++) {
      out[i] = (long) element[i / RingNtt.WIDTH][i % RingNtt.WIDTH];
    }
    return out;
  }

  private static long[] schoolbook(long[] a, long[] b, PrimeField field) {
    long[] out = new long[RING];
    for (int i = 0; i < RING; i++) {
      if (a[i] == 0) {
        continue;
      }
      for (int j = 0; j < RING; j++) {
        int k = (i + j) % RING;
        out[k] += i + j < RING ? a[i] * b[j] : -a[i] * b[j];
        out[k] %= field.prime;
      }
    }
    for (int i = 0; i < RING; i++) {
      out[i] = field.centred(out[i]);
    }
    return out;
  }
}
