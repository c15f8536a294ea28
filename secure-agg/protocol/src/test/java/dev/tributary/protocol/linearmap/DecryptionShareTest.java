package dev.tributary.protocol.linearmap;

import static dev.tributary.protocol.linearmap.MapFixture.LAYOUT;
import static dev.tributary.protocol.linearmap.MapFixture.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a decryption share tells the matrix owner, with the vector owner's flood and without, where
 * the attack must succeed.
 */
class DecryptionShareTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final ChannelLease ALL = new ChannelLease(0, 0, LatticeSet.CHANNELS);
  private static final double FLOOD = NoiseBudget.of(SET, ROWS).smallestShareFlood();

  /** Rounding the flood to nothing: the broken variant. */
  private static final double NO_FLOOD = 1e-3;

  private static final byte[] SEED = SeedTree.derive(new byte[32], "decryption share");
  private final Random random = new Random(5);

  /**
   * The matrix owner knows a and divides the share by it: without the flood that is s, whose
   * coefficients are -1, 0 and 1 and which opens S and with it the vector. Of a uniform quotient
   * three in 2^32 coefficients are of that size.
   */
  @Test
  void anUnfloodedShareGivesTheKey() {
    WordMatrix aHalf = aHalf();
    VectorOwnerBatch batch = batch();
    WordMatrix corrections = batch.corrections(aHalf, LatticeSet.GROUP);
    int[] inverse = Negacyclic.inverse(coefficients(aHalf, 1));
    assertThat(Negacyclic.product(inverse, coefficients(aHalf, 1))).startsWith(1, 0, 0, 0);
    int[] broken = Negacyclic.product(inverse, coefficients(share(corrections, NO_FLOOD), -1));
    assertThat(ternary(broken)).isEqualTo(LatticeSet.RING);
    int[] guarded = Negacyclic.product(inverse, coefficients(share(corrections, FLOOD), -1));
    assertThat(ternary(guarded)).isLessThan(3);
  }

  /**
   * A matrix owner that starts again makes another a half for the same block. One flood on both
   * shares, the broken variant, would cancel in their difference.
   */
  @Test
  void aSecondAHalfGetsAnotherFlood() {
    WordMatrix first = aHalf();
    WordMatrix second = aHalf();
    second.add(0, 0, 1);
    int[] inverse = Negacyclic.inverse(coefficients(difference(first, second), 1));
    VectorOwnerBatch batch = batch();
    WordMatrix corrections = batch.corrections(first, LatticeSet.GROUP);
    WordMatrix others = batch.corrections(second, LatticeSet.GROUP);
    WordMatrix broken = difference(flooded(corrections), flooded(others));
    assertThat(ternary(Negacyclic.product(inverse, coefficients(broken, -1))))
        .isEqualTo(LatticeSet.RING);
    WordMatrix guarded = difference(share(corrections, FLOOD), share(others, FLOOD));
    assertThat(ternary(Negacyclic.product(inverse, coefficients(guarded, -1)))).isLessThan(3);
    assertThat(share(corrections, FLOOD).toBytes()).isEqualTo(share(corrections, FLOOD).toBytes());
  }

  /** Without the flood the errors M E and those of the inner scheme are in the result. */
  @Test
  void theFloodHidesTheErrorsFromTheMatrixOwner() {
    MapFixture map = new MapFixture(SET, columns());
    double[][] nothing = new double[ROWS][LatticeSet.CHANNELS];
    ChannelScale scale = new ChannelScale(1, FLOOD);
    BinSums sums = map.sums(ALL, nothing, scale);
    double[] outer = flat(map.leftSums(errors(map, nothing, scale)));
    double[] bare = flat(map, sums, NO_FLOOD);
    double[] flooded = flat(map, sums, FLOOD);
    double[] inner = new double[bare.length];
    Arrays.setAll(inner, i -> bare[i] - outer[i]);
    // Six standard deviations of the correlation of independent samples, and for the deviation: the
    // flood is drawn anew, and one run in 10^8 is beyond.
    double chance = 6 / Math.sqrt(flooded.length);
    assertThat(correlation(bare, outer)).isGreaterThan(0.5);
    assertThat(correlation(bare, inner)).isGreaterThan(0.3);
    assertThat(Math.abs(correlation(flooded, outer))).isLessThan(chance);
    assertThat(Math.abs(correlation(flooded, inner))).isLessThan(chance);
    double deviation = Math.sqrt(Arrays.stream(flooded).map(x -> x * x).sum() / flooded.length);
    assertThat(deviation / FLOOD).isCloseTo(1, within(chance / Math.sqrt(2)));
  }

  /** Asked again, the vector owner says the same; to another block or party, something else. */
  @Test
  void aRepeatAveragesNothing() {
    SecretSeeds seeds = new SecretSeeds(new byte[32], new RunId("test-run"), 0, new SecureRandom());
    PartyId one = new PartyId("bureau");
    byte[] seed = seeds.shareFlood(ALL, one, 0, SEED);
    assertThat(seeds.shareFlood(ALL, one, 0, SEED)).isEqualTo(seed);
    assertThat(seeds.shareFlood(ALL, one, 1, SEED)).isNotEqualTo(seed);
    assertThat(seeds.shareFlood(ALL, one, 0, new byte[32])).isNotEqualTo(seed);
    assertThat(seeds.shareFlood(ALL, new PartyId("telco"), 0, SEED)).isNotEqualTo(seed);
    assertThat(seeds.shareFlood(new ChannelLease(1, 0, 128), one, 0, SEED)).isNotEqualTo(seed);
    assertThat(seeds.flood(ALL, 0, SEED)).isNotEqualTo(seed);
  }

  /**
   * What no guard here prevents: a matrix owner that deviates makes up an a half of one large
   * coefficient, and reads the key through the flood.
   */
  @Test
  void aMatrixOwnerThatDeviatesReadsTheKey() {
    long large = 1 << 28;
    assertThat((double) large).isGreaterThan(12 * FLOOD);
    WordMatrix madeUp = new WordMatrix(SET, 1, LatticeSet.RING);
    madeUp.add(0, 0, large);
    VectorOwnerBatch batch = batch();
    int[] read = coefficients(share(batch.corrections(madeUp, LatticeSet.GROUP), FLOOD), -1);
    for (int i = 0; i < read.length; i++) {
      read[i] = (int) Math.rint(read[i] / (double) large);
    }
    WordMatrix honest = aHalf();
    int[] expected =
        Negacyclic.product(
            Negacyclic.inverse(coefficients(honest, 1)),
            coefficients(batch.corrections(honest, LatticeSet.GROUP), 1));
    assertThat(read).isEqualTo(expected);
  }

  private static VectorOwnerBatch batch() {
    return new VectorOwnerBatch(SET, new byte[32], SEED);
  }

  /**
   * A polynomial in X^128, so that the share of one group holds the keys of all windows, each at
   * its own channels; of a general one it takes as many groups as there are windows. Uniform
   * otherwise; odd in sum, so that it has an inverse.
   */
  private WordMatrix aHalf() {
    WordMatrix half = new WordMatrix(SET, 1, LatticeSet.RING);
    long sum = 0;
    for (int i = 0; i < LatticeSet.RING; i += LatticeSet.CHANNELS) {
      half.add(0, i, random.nextInt());
      sum += half.centred(0, i);
    }
    half.add(0, 0, 1 - (sum & 1));
    return half;
  }

  private static WordMatrix difference(WordMatrix a, WordMatrix b) {
    WordMatrix out = a.slice(0, a.rows(), 0, a.columns());
    out.addScaled(b, -1);
    return out;
  }

  /** A share whose flood is bound to the seed alone. */
  private static WordMatrix flooded(WordMatrix corrections) {
    WordMatrix out = new WordMatrix(SET, corrections.rows(), LatticeSet.CHANNELS);
    out.addScaled(corrections, -1);
    Flood.addTo(out, floods(FLOOD), SEED);
    return out;
  }

  private static WordMatrix share(WordMatrix corrections, double flood) {
    return VectorOwnerBatch.decryptionShare(ALL, corrections, floods(flood), SEED);
  }

  private static double[] floods(double flood) {
    return MapFixture.floods(ALL, new ChannelScale(1, flood));
  }

  /** The words in order, which is that of the ring's coefficients, times a sign. */
  private static int[] coefficients(WordMatrix words, int sign) {
    int[] out = new int[words.rows() * words.columns()];
    Arrays.setAll(out, i -> sign * (int) words.centred(i / words.columns(), i % words.columns()));
    return out;
  }

  private static long ternary(int[] coefficients) {
    return Arrays.stream(coefficients).filter(x -> x >= -1 && x <= 1).count();
  }

  private static double[] flat(MapFixture map, BinSums sums, double flood) {
    WordMatrix share = share(map.corrections, flood);
    WordMatrix result = map.owner.result(ALL, sums, map.bHalf, share);
    return Arrays.stream(coefficients(result, 1)).asDoubleStream().toArray();
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] errors(MapFixture map, double[][] nothing, ChannelScale scale) {
    WordMatrix errors = map.hidden(ALL, nothing, scale, 0, ROWS);
    WordMatrix products = map.batch.products(0, LatticeSet.blocks(ROWS));
    errors.addScaled(products.slice(0, ROWS, 0, LatticeSet.CHANNELS), -1);
    double[][] out = new double[ROWS][LatticeSet.CHANNELS];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < LatticeSet.CHANNELS; c++) {
        out[r][c] = errors.centred(r, c);
      }
    }
    return out;
  }

  private byte[][] columns() {
    byte[][] columns = new byte[3][ROWS];
    for (int f = 0; f < columns.length; f++) {
      for (int r = 0; r < ROWS; r++) {
        columns[f][r] = (byte) random.nextInt(LAYOUT.bins()[f]);
      }
    }
    return columns;
  }

  private static double correlation(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
