package dev.tributary.crypto.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairPackingTest {
  @Test
  void slotSizesByHand() {
    // 300,000 * (2^30 - 1) has 49 bits; sign and guard make 51, a pair 102, and 2047 / 102 = 20.
    PairPacking packing = new PairPacking(2048, 300_000, (1L << 30) - 1);
    assertThat(packing.slotBits()).isEqualTo(51);
    assertThat(packing.pairBits()).isEqualTo(102);
    assertThat(packing.pairsPerPlaintext()).isEqualTo(20);
    assertThat(packing.encode(1, -3))
        .isEqualTo(BigInteger.ONE.shiftLeft(51).subtract(BigInteger.valueOf(3)));
  }

  /** Twenty pairs of 102 bits are 2,040, and one bit is for the sign. */
  @Test
  void thePlaintextKeepsABitForTheSign() {
    assertThat(new PairPacking(2041, 300_000, (1L << 30) - 1).pairsPerPlaintext()).isEqualTo(20);
    assertThat(new PairPacking(2040, 300_000, (1L << 30) - 1).pairsPerPlaintext()).isEqualTo(19);
    assertThat(new PairPacking(103, 300_000, (1L << 30) - 1).pairsPerPlaintext()).isEqualTo(1);
    assertThatThrownBy(() -> new PairPacking(102, 300_000, (1L << 30) - 1))
        .hasMessageContaining("must hold one pair of 102 bits");
  }

  @Test
  void extremesOfEverySlotComeBackBesideEveryNeighbour() {
    for (int rows : new int[] {1, 2, 3, 1023, 1024, 300_000, Integer.MAX_VALUE}) {
      for (long maximum : new long[] {1, (1L << 30) - 1, 1L << 31}) {
        PairPacking packing = new PairPacking(2048, rows, maximum);
        long[] extremes = {-rows * maximum, -1, 0, 1, rows * maximum};
        int pairs = packing.pairsPerPlaintext();
        for (int start = 0; start < extremes.length; start++) {
          for (int step = 0; step < extremes.length; step++) {
            long[] sums = new long[2 * pairs];
            for (int i = 0; i < sums.length; i++) {
              sums[i] = extremes[(start + i * step) % extremes.length];
            }
            BigInteger packed = pack(packing, sums);
            assertThat(packed.abs().bitLength()).isLessThanOrEqualTo(2046);
            assertThat(packing.decode(packed, pairs)).isEqualTo(sums);
          }
        }
      }
    }
  }

  @Test
  void sumsOfEncodedRowsDecodeToSums() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PairPacking packing = new PairPacking(2048, 1000, 1L << 30);
    BigInteger total = BigInteger.ZERO;
    long g = 0;
    long h = 0;
    for (int row = 0; row < 1000; row++) {
      long dg = random.nextLong(-(1L << 30), (1L << 30) + 1);
      long dh = random.nextLong(-(1L << 30), (1L << 30) + 1);
      g += dg;
      h += dh;
      total = total.add(packing.encode(dg, dh));
    }
    assertThat(packing.decode(total, 1)).as("seed %d", seed).containsExactly(g, h);
  }

  private static BigInteger pack(PairPacking packing, long[] sums) {
    BigInteger packed = BigInteger.ZERO;
    for (int pair = sums.length / 2 - 1; pair >= 0; pair--) {
      packed =
          packed
              .shiftLeft(packing.pairBits())
              .add(BigInteger.valueOf(sums[2 * pair]).shiftLeft(packing.slotBits()))
              .add(BigInteger.valueOf(sums[2 * pair + 1]));
    }
    return packed;
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new PairPacking(64, 300_000, 1L << 30))
        .hasMessageContaining("must hold one pair of 102 bits")
        .hasMessageContaining("64");
    assertThatThrownBy(() -> new PairPacking(2048, 0, 1)).hasMessageContaining("rows must be");
    assertThatThrownBy(() -> new PairPacking(2048, 1, (1L << 31) + 1))
        .hasMessageContaining("maximum must be");
    PairPacking packing = new PairPacking(2048, 10, 100);
    assertThat(packing.decode(packing.encode(100, -100), 1)).containsExactly(100, -100);
    assertThat(packing.decode(packing.encode(-100, 100), 1)).containsExactly(-100, 100);
    assertThatThrownBy(() -> packing.encode(101, 0)).hasMessageContaining("g must be at most 100");
    assertThatThrownBy(() -> packing.encode(0, -101)).hasMessageContaining("h must be at most 100");
    assertThatThrownBy(() -> packing.encode(0, Long.MIN_VALUE)).hasMessageContaining("h must be");
  }

  @Test
  void refusesPlaintextsThatRowsCannotMake() {
    PairPacking packing = new PairPacking(2048, 10, 100);
    assertThatThrownBy(() -> packing.decode(BigInteger.valueOf(1001), 1))
        .hasMessageContaining("exceeds what its rows can sum to");
    BigInteger second = BigInteger.ONE.shiftLeft(packing.pairBits());
    assertThatThrownBy(() -> packing.decode(second, 1)).hasMessageContaining("1 pairs and no more");
    assertThatThrownBy(() -> packing.decode(second, 0)).hasMessageContaining("pairs must be 1 to");
    assertThatThrownBy(() -> packing.decode(second, packing.pairsPerPlaintext() + 1))
        .hasMessageContaining("pairs must be 1 to");
  }
}
