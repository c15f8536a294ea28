package dev.tributary.protocol.linearmap;

import static dev.tributary.protocol.linearmap.MapFixture.LAYOUT;
import static dev.tributary.protocol.linearmap.MapFixture.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.crypto.lattice.LatticePlanner.Kind;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.PartyId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole map through its messages, on blocks, against the plaintext left sums. */
class EncryptedLinearMapTest {
  private static final long SEED = 7;
  private static final int[][] LEASES = {{0, 2}, {2, 6}, {6, 22}, {22, 25}};

  private final Random random = new Random(SEED);

  /** The second bound stands for a large training: it takes q = 2^40. */
  @ParameterizedTest
  @ValueSource(doubles = {ROWS, 3e6})
  void levelsOfABatchDecodeToTheLeftSums(double bound) {
    LatticePlan plan = LatticePlanner.plan(ROWS, 20, 0.5, List.of(new Kind(bound, bound, 1)));
    assertThat(plan.set()).isEqualTo(bound > 1e6 ? LatticeSet.Q40 : LatticeSet.Q32);
    double deviation =
        assertDecodes(plan, columns(), this::values, EncryptedLinearMapTest::openForVectorOwner, 2);
    // 13 candidates have the planned variance and 7, with missing values left, twice that: 1.16 is
    // the root of the mean. They share the noise of 14 sources and 25 channels.
    assertThat(deviation).isBetween(0.8, 1.6);
  }

  /**
   * Every value the largest and all of one sign, so that sums reach what the plan has room for; all
   * samples in one bin or all missing, so that every other bin is empty and each missing direction
   * moves either everything or nothing. The smaller noise takes q = 2^40.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 4, 8, 0", "0.5, 0, 0, 1", "0.005, 4, 8, 0", "0.005, 0, 7, 1"})
  void extremesDecodeToTheLeftSums(double sigmaOut, int first, int second, int third) {
    LatticePlan plan = LatticePlanner.plan(ROWS, 20, sigmaOut, List.of(new Kind(ROWS, ROWS, 1)));
    assertThat(plan.set()).isEqualTo(sigmaOut < 0.1 ? LatticeSet.Q40 : LatticeSet.Q32);
    double deviation =
        assertDecodes(
            plan,
            oneBinEach(first, second, third),
            EncryptedLinearMapTest::largest,
            EncryptedLinearMapTest::openForVectorOwner,
            2);
    // Every set is nobody or everybody, one source, which may cancel; the own part is left.
    assertThat(deviation).isGreaterThan(0.05);
  }

  /** The same for the matrix owner, whose result bears the vector owner's flood of 2^16 times. */
  @ParameterizedTest
  @ValueSource(doubles = {20, 0.1})
  void theMatrixOwnersResultDecodesToTheLeftSums(double sigma) {
    assertNoise(
        assertDecodes(
            planForMatrixOwner(sigma),
            columns(),
            this::values,
            EncryptedLinearMapTest::openForMatrixOwner,
            1));
  }

  @ParameterizedTest
  @CsvSource({"20, 4, 8, 0", "20, 0, 0, 1", "0.1, 4, 8, 0", "0.1, 0, 7, 1"})
  void extremesDecodeForTheMatrixOwner(double sigma, int first, int second, int third) {
    assertNoise(
        assertDecodes(
            planForMatrixOwner(sigma),
            oneBinEach(first, second, third),
            EncryptedLinearMapTest::largest,
            EncryptedLinearMapTest::openForMatrixOwner,
            1));
  }

  private static LatticePlan planForMatrixOwner(double sigma) {
    Kind kind = new Kind(ROWS, ROWS, 1);
    LatticePlan plan = LatticePlanner.planForMatrixOwner(ROWS, 20, sigma, List.of(kind));
    assertThat(plan.set()).isEqualTo(sigma < 1 ? LatticeSet.Q40 : LatticeSet.Q32);
    return plan;
  }

  /** What the owners do with the sums of the hidden words of a lease, up to the noisy left sums. */
  private interface Opening {
    WordMatrix open(
        MapFixture map, ChannelLease lease, byte[] digest, BinSums sums, ChannelScale scale);
  }

  private static WordMatrix openForVectorOwner(
      MapFixture map, ChannelLease lease, byte[] digest, BinSums sums, ChannelScale scale) {
    WordMatrix reply = map.owner.answer(lease, sums, map.bHalf, map.noise(lease, digest, scale));
    return VectorOwnerBatch.reveal(lease, map.corrections, sent(map, lease, reply));
  }

  private static WordMatrix openForMatrixOwner(
      MapFixture map, ChannelLease lease, byte[] digest, BinSums sums, ChannelScale scale) {
    byte[] seed = map.ofVector.shareFlood(lease, new PartyId("bureau"), 0, digest);
    double[] floods = MapFixture.floods(lease, scale);
    WordMatrix share = VectorOwnerBatch.decryptionShare(lease, map.corrections, floods, seed);
    return map.owner.result(lease, sums, map.bHalf, sent(map, lease, share));
  }

  /** The words of all candidates, through their message. */
  private static WordMatrix sent(MapFixture map, ChannelLease lease, WordMatrix words) {
    byte[] message = LinearMapMessages.encode(words);
    return LinearMapMessages.words(map.set, LAYOUT.count(), lease.channels(), message);
  }

  /**
   * Every level of a batch decodes to the left sums, up to seven standard deviations of the planned
   * noise, which is drawn anew: one of 500 words is beyond in one run of 7 * 10^8.
   *
   * @param messages values by row for a number of channels
   * @param most deviations of one word, at most, in those planned
   * @return the deviation over all words in that planned
   */
  private static double assertDecodes(
      LatticePlan plan,
      byte[][] columns,
      IntFunction<double[][]> messages,
      Opening opening,
      double most) {
    ChannelScale scale = plan.scales().get(0);
    MapFixture map = new MapFixture(plan.set(), columns);
    LeaseJournal journal = LeaseJournal.inMemory(128);
    double squares = 0;
    for (int[] channels : LEASES) {
      ChannelLease lease = new ChannelLease(0, channels[0], channels[1]);
      double[][] values = messages.apply(lease.channels());
      byte[] digest = MapFixture.digest(values);
      journal.burn(lease, digest);
      BinSums sums = map.sums(lease, values, scale);
      WordMatrix result = opening.open(map, lease, digest, sums, scale);
      squares += assertDecodes(result, map.leftSums(values), scale, most);
    }
    return Math.sqrt(squares / (LAYOUT.count() * LEASES[3][1])) / scale.sigma();
  }

  /** Returns the sum of the squares of the noise. */
  private static double assertDecodes(
      WordMatrix words, double[][] expected, ChannelScale scale, double most) {
    double squares = 0;
    for (int i = 0; i < LAYOUT.count(); i++) {
      for (int c = 0; c < words.columns(); c++) {
        double noise = scale.decode(words.centred(i, c)) - expected[i][c];
        assertThat(Math.abs(noise))
            .describedAs("seed %d, candidate %d, channel %d", SEED, i, c)
            .isLessThan(7 * most * scale.sigma());
        squares += noise * noise;
      }
    }
    return squares;
  }

  /**
   * No less noise than planned either: 500 words, six times 1 / sqrt(2 * 500). By the chi-squared
   * distribution one run in 3 * 10^8 is beyond.
   */
  private static void assertNoise(double deviation) {
    assertThat(deviation).isCloseTo(1, within(0.19));
  }

  private static double[][] largest(int channels) {
    double[][] values = new double[ROWS][channels];
    for (double[] row : values) {
      Arrays.setAll(row, c -> c % 3 == 0 ? 1 : c % 3 == 1 ? -1 : 0);
    }
    return values;
  }

  private static byte[][] oneBinEach(int... bins) {
    byte[][] columns = new byte[bins.length][ROWS];
    for (int f = 0; f < bins.length; f++) {
      Arrays.fill(columns[f], (byte) bins[f]);
    }
    return columns;
  }

  private byte[][] columns() {
    byte[][] columns = new byte[3][ROWS];
    for (int r = 0; r < ROWS; r++) {
      columns[0][r] = (byte) random.nextInt(5);
      columns[1][r] = (byte) (random.nextInt(3) == 0 ? 8 : random.nextInt(7)); // bin 7 is empty
      columns[2][r] = (byte) random.nextInt(2);
    }
    return columns;
  }

  private double[][] values(int channels) {
    double[][] values = new double[ROWS][channels];
    for (double[] row : values) {
      for (int c = 0; c < channels; c++) {
        row[c] = c == 0 ? 1 : random.nextInt(4) == 0 ? random.nextDouble() * 2 - 1 : 0;
      }
    }
    return values;
  }
}
