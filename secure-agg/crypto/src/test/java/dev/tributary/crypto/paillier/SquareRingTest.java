package dev.tributary.crypto.paillier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquareRingTest {
  private static final long LIMB = (1L << SquareRing.LIMB_BITS) - 1;

  private static BigInteger product(SquareRing ring, BigInteger a, BigInteger b) {
    long[] x = new long[ring.size()];
    long[] y = new long[ring.size()];
    SquareRing.Scratch scratch = ring.scratch();
    ring.enter(a, x, 0, scratch);
    ring.enter(b, y, 0, scratch);
    ring.multiply(x, 0, y, 0, x, 0, scratch);
    return ring.leave(x, 0, scratch);
  }

  @Test
  void multipliesSmallNumbersByHand() {
    // 15^2 = 225; 100 * 200 = 20000 = 88 * 225 + 200
    SquareRing ring = new SquareRing(BigInteger.valueOf(15));
    assertThat(product(ring, BigInteger.valueOf(100), BigInteger.valueOf(200))).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 64, 104, 110, 512, 1024, 1536, 2048, 3072, 4096, 8192})
  void agreesWithBigIntegerAtExtremeValuesAndModuli(int bits) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger full = BigInteger.ONE.shiftLeft(bits);
    List<BigInteger> roots =
        List.of(
            full.subtract(BigInteger.ONE), // every bit set
            full.shiftRight(1).add(BigInteger.ONE), // only the top and the lowest bit
            new BigInteger(bits, random).setBit(bits - 1).setBit(0));
    for (BigInteger root : roots) {
      SquareRing ring = new SquareRing(root);
      BigInteger square = root.multiply(root);
      BigInteger[] values = {
        BigInteger.ZERO,
        BigInteger.ONE,
        root.subtract(BigInteger.ONE),
        root,
        root.add(BigInteger.ONE),
        square.subtract(root),
        square.subtract(BigInteger.ONE),
        new BigInteger(2 * bits + 8, random).mod(square)
      };
      for (BigInteger a : values) {
        for (BigInteger b : values) {
          assertThat(product(ring, a, b))
              .as("seed %d, n %s, a %s, b %s", seed, root, a, b)
              .isEqualTo(a.multiply(b).mod(square));
        }
      }
    }
  }

  @Test
  void acceptsHalvesUpToItsInvariantNotOnlyReducedOnes() {
    // Montgomery forms with both halves at 2 n - 1: the largest that products may yield.
    for (int bits : new int[] {1024, 2048, 3072, 4096, 8192}) {
      BigInteger root = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      SquareRing ring = new SquareRing(root);
      int limbs = ring.size() / 2;
      BigInteger half = root.shiftLeft(1).subtract(BigInteger.ONE);
      long[] extreme = new long[ring.size()];
      write(half, extreme, 0, limbs);
      write(half, extreme, limbs, limbs);
      SquareRing.Scratch scratch = ring.scratch();
      BigInteger value = ring.leave(extreme, 0, scratch);
      BigInteger expected = value;
      for (int i = 0; i < 20; i++) {
        ring.multiply(extreme, 0, extreme, 0, extreme, 0, scratch);
        expected = expected.multiply(expected).mod(ring.modulus());
        assertThat(ring.leave(extreme, 0, scratch)).isEqualTo(expected);
      }
    }
  }

  @Test
  void agreesWithBigIntegerOnManyRandomElements() {
    long seed = 20_011;
    Random random = new Random(seed);
    for (int modulus = 0; modulus < 500; modulus++) {
      BigInteger root = randomRoot(random);
      SquareRing ring = new SquareRing(root);
      int limbs = ring.size() / 2;
      BigInteger square = ring.modulus();
      BigInteger radix = BigInteger.ONE.shiftLeft(SquareRing.LIMB_BITS * limbs);
      SquareRing.Scratch scratch = ring.scratch();
      long[] out = new long[ring.size()];
      for (int i = 0; i < 200; i++) {
        long[] a = randomElement(ring, root, random);
        long[] b = randomElement(ring, root, random);
        ring.multiply(a, 0, b, 0, out, 0, scratch);
        BigInteger low = number(out, 0, limbs);
        BigInteger high = number(out, limbs, limbs);
        String what = "seed " + seed + ", modulus " + modulus + ", product " + i;
        assertThat(low.max(high)).as(what).isLessThan(root.shiftLeft(1));
        assertThat(low.add(high.multiply(root)).multiply(radix).mod(square))
            .as(what)
            .isEqualTo(value(a, root).multiply(value(b, root)).mod(square));
      }
    }
  }

  /** 2 to 2400 bits: random, every bit set, or just above or below a power of two. */
  private static BigInteger randomRoot(Random random) {
    int bits = 2 + random.nextInt(2399);
    BigInteger power = BigInteger.ONE.shiftLeft(bits);
    BigInteger small = BigInteger.valueOf(random.nextInt(1 << Math.min(bits - 2, 20)) | 1);
    return switch (random.nextInt(4)) {
      case 0 -> power.subtract(BigInteger.ONE);
      case 1 -> power.subtract(small);
      case 2 -> power.shiftRight(1).add(small);
      default -> new BigInteger(bits, random).setBit(bits - 1).setBit(0);
    };
  }

  /** Halves below 2 n: random, with every bit of n's length set, or the largest. */
  private static long[] randomElement(SquareRing ring, BigInteger root, Random random) {
    int limbs = ring.size() / 2;
    long[] element = new long[ring.size()];
    for (int o = 0; o < element.length; o += limbs) {
      BigInteger half =
          switch (random.nextInt(4)) {
            case 0 -> root.shiftLeft(1).subtract(BigInteger.ONE);
            case 1 -> BigInteger.ONE.shiftLeft(root.bitLength()).subtract(BigInteger.ONE);
            default -> new BigInteger(root.bitLength(), random);
          };
      write(half, element, o, limbs);
    }
    return element;
  }

  private static BigInteger value(long[] element, BigInteger root) {
    int limbs = element.length / 2;
    return number(element, 0, limbs).add(number(element, limbs, limbs).multiply(root));
  }

  private static void write(BigInteger number, long[] out, int o, int limbs) {
    for (int i = 0; i < limbs; i++) {
      out[o + i] = number.shiftRight(SquareRing.LIMB_BITS * i).longValue() & LIMB;
    }
  }

  private static BigInteger number(long[] limb, int o, int limbs) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      assertThat(limb[o + i]).isBetween(0L, LIMB);
      sum = sum.shiftLeft(SquareRing.LIMB_BITS).add(BigInteger.valueOf(limb[o + i]));
    }
    return sum;
  }

  @Test
  void worksInPlaceForEveryAliasing() {
    BigInteger root = new BigInteger("1000000000000000000000000000000000000003");
    SquareRing ring = new SquareRing(root);
    SquareRing.Scratch scratch = ring.scratch();
    BigInteger a = new BigInteger("123456789012345678901234567890");
    BigInteger b = new BigInteger("998877665544332211");
    long[] cells = new long[2 * ring.size()];
    ring.enter(a, cells, 0, scratch);
    ring.enter(b, cells, ring.size(), scratch);
    ring.multiply(cells, 0, cells, ring.size(), cells, ring.size(), scratch);
    assertThat(ring.leave(cells, ring.size(), scratch))
        .isEqualTo(a.multiply(b).mod(ring.modulus()));
    ring.multiply(cells, 0, cells, 0, cells, 0, scratch);
    assertThat(ring.leave(cells, 0, scratch)).isEqualTo(a.multiply(a).mod(ring.modulus()));
  }

  @Test
  void fixedBaseAgreesWithModPow() {
    BigInteger root = new BigInteger("1000000000000000000000000000000000000003");
    SquareRing ring = new SquareRing(root);
    SquareRing.Scratch scratch = ring.scratch();
    BigInteger base = new BigInteger("31415926535897932384626433");
    FixedBase table = new FixedBase(ring, base, 5);
    for (BigInteger e :
        List.of(BigInteger.ZERO, BigInteger.ONE, new BigInteger("ff00ff00ff", 16))) {
      byte[] exponent = new byte[5];
      for (int i = 0; i < 5; i++) {
        exponent[i] = e.shiftRight(8 * i).byteValue();
      }
      long[] out = new long[ring.size()];
      ring.one(out, 0);
      table.multiplyPower(exponent, 0, out, scratch);
      assertThat(ring.leave(out, 0, scratch)).isEqualTo(base.modPow(e, ring.modulus()));
    }
  }

  @Test
  void refusesEvenAndNegativeModuli() {
    assertThatThrownBy(() -> new SquareRing(BigInteger.TEN)).hasMessageContaining("must be odd");
    assertThatThrownBy(() -> new SquareRing(BigInteger.ONE.negate()))
        .hasMessageContaining("positive");
  }
}
