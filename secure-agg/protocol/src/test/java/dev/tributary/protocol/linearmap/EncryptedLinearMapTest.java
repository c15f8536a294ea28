package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.HintBlock;
import dev.tributary.crypto.lattice.HintProduct;
import dev.tributary.crypto.lattice.InnerRing;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.crypto.lattice.LatticePlanner.Kind;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.RunId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole map through its messages, on blocks, against the plaintext left sums. */
class EncryptedLinearMapTest {
  private static final int ROWS = 1000;
  private static final long SEED = 7;
  private static final CandidateLayout LAYOUT =
      new CandidateLayout(
          new int[] {5, 8, 1}, new boolean[] {false, true, true}, order(4 + 15 + 1));

  private final Random random = new Random(SEED);
  private final RunId run = new RunId("test-run");
  private final SecureRandom secure = new SecureRandom();

  private static int[] order(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> (i * 7 + 3) % size);
    return order;
  }

  /** The second bound stands for a large training: it takes q = 2^40. */
  @ParameterizedTest
  @ValueSource(doubles = {ROWS, 3e6})
  void levelsOfABatchDecodeToTheLeftSums(double bound) {
    LatticePlan plan = LatticePlanner.plan(ROWS, 20, 0.5, List.of(new Kind(bound, bound, 1)));
    assertThat(plan.set()).isEqualTo(bound > 1e6 ? LatticeSet.Q40 : LatticeSet.Q32);
    assertDecodes(plan, columns(), this::values);
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
    byte[][] columns = new byte[3][ROWS];
    Arrays.fill(columns[0], (byte) first);
    Arrays.fill(columns[1], (byte) second);
    Arrays.fill(columns[2], (byte) third);
    assertDecodes(plan, columns, EncryptedLinearMapTest::largest);
  }

  private static double[][] largest(int channels) {
    double[][] values = new double[ROWS][channels];
    for (double[] row : values) {
      Arrays.setAll(row, c -> c % 3 == 0 ? 1 : c % 3 == 1 ? -1 : 0);
    }
    return values;
  }

  /**
   * Every level of a batch decodes to the left sums, up to six standard deviations of the planned
   * noise: 500 words, one in 10^6.
   *
   * @param messages values by row for a number of channels
   */
  private void assertDecodes(LatticePlan plan, byte[][] columns, IntFunction<double[][]> messages) {
    LatticeSet set = plan.set();
    ChannelScale scale = plan.scales().get(0);
    byte[] joint = toss();
    MatrixOwnerBlock owner = new MatrixOwnerBlock(set, LAYOUT);
    InnerRing ring = new InnerRing(set, joint);
    HintBlock hint = owner.hint(joint, columns, ROWS);
    SecretSeeds ofVector = new SecretSeeds(new byte[32], run, 0, secure);
    SecretSeeds ofMatrix = new SecretSeeds(new byte[32], run, 0, secure);
    VectorOwnerBatch batch = new VectorOwnerBatch(set, joint, ofVector.batch(set, 0));
    HintProduct product = owner.product(hint, ring);
    for (int j = 0; j < set.dimension(); j += 256) {
      byte[] message = LinearMapMessages.encode(set, batch.encrypt(j, j + 256));
      product.add(LinearMapMessages.secrets(set, j, j + 256, message));
    }
    byte[] key = LinearMapMessages.encode(set, batch.publicKey());
    HintProduct.Halves halves =
        product.finish(LinearMapMessages.publicKey(set, key), ofMatrix.zero(set, 0, 0));
    byte[] half = LinearMapMessages.encode(halves.a());
    WordMatrix aHalf = LinearMapMessages.words(set, 1, LatticeSet.RING, half);
    WordMatrix corrections = batch.corrections(aHalf, LAYOUT.candidates());

    LeaseJournal journal = LeaseJournal.inMemory(128);
    for (int[] channels : new int[][] {{0, 2}, {2, 6}, {6, 22}, {22, 25}}) {
      ChannelLease lease = new ChannelLease(0, channels[0], channels[1]);
      double[][] values = messages.apply(lease.channels());
      byte[] digest = SeedTree.digest("message", Arrays.deepToString(values).getBytes(UTF));
      journal.burn(lease, digest);
      BinSums sums = owner.answerSums(lease.channels());
      sums.merge(piece(owner, batch, lease, digest, columns, values, scale, 0, 512));
      sums.merge(piece(owner, batch, lease, digest, columns, values, scale, 512, ROWS));
      double[] floods = new double[lease.channels()];
      Arrays.fill(floods, scale.flood());
      byte[] floodSeed = ofMatrix.flood(lease, 0, digest);
      byte[] reply =
          LinearMapMessages.encode(owner.answer(lease, sums, halves.b(), floods, floodSeed));
      WordMatrix words = LinearMapMessages.words(set, LAYOUT.candidates(), lease.channels(), reply);
      WordMatrix revealed = VectorOwnerBatch.reveal(lease, corrections, words);
      double[][] expected = leftSums(columns, values);
      for (int i = 0; i < LAYOUT.candidates(); i++) {
        for (int c = 0; c < lease.channels(); c++) {
          assertThat(scale.decode(revealed.centred(i, c)))
              .describedAs("seed %d, candidate %d, channel %d", SEED, i, c)
              .isCloseTo(expected[i][c], within(6 * scale.sigma()));
        }
      }
    }
  }

  private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

  private BinSums piece(
      MatrixOwnerBlock owner,
      VectorOwnerBatch batch,
      ChannelLease lease,
      byte[] digest,
      byte[][] columns,
      double[][] values,
      ChannelScale scale,
      int first,
      int last) {
    LatticeSet set = batch.set();
    WordMatrix words = new WordMatrix(set, last - first, lease.channels());
    for (int r = first; r < last; r++) {
      for (int c = 0; c < lease.channels(); c++) {
        words.add(r - first, c, scale.encode(values[r][c]));
      }
    }
    int block = first / LatticeSet.BLOCK;
    WordMatrix products = batch.products(block, LatticeSet.blocks(last));
    WordMatrix hidden = batch.hide(lease, digest, block, products, words);
    WordMatrix again = batch.hide(lease, digest, block, products, words);
    assertThat(again.toBytes()).isEqualTo(hidden.toBytes());
    byte[] message = LinearMapMessages.encode(hidden);
    BinSums sums = owner.answerSums(lease.channels());
    sums.add(columns, first, LinearMapMessages.words(set, last - first, lease.channels(), message));
    return sums;
  }

  private byte[] toss() {
    JointSeed vector = JointSeed.ofVectorOwner(run, secure);
    JointSeed matrix = JointSeed.ofMatrixOwner(run, secure);
    byte[] ofVector = vector.opening(matrix.commitment());
    byte[] ofMatrix = matrix.opening(vector.commitment());
    byte[] joint = vector.open(ofMatrix);
    assertThat(matrix.open(ofVector)).isEqualTo(joint);
    return joint;
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

  /** From the definition of a candidate, not by prefix sums. */
  private static double[][] leftSums(byte[][] columns, double[][] values) {
    double[][] natural = new double[LAYOUT.candidates()][values[0].length];
    int[] valueBins = {5, 8, 1};
    int next = 0;
    for (int f = 0; f < 3; f++) {
      int right = f == 0 ? 4 : valueBins[f];
      int count = f == 0 ? 4 : 2 * valueBins[f] - 1;
      for (int k = 0; k < count; k++, next++) {
        int threshold = k < right ? k : k - right;
        for (int r = 0; r < ROWS; r++) {
          boolean missing = columns[f][r] == valueBins[f];
          boolean left = missing ? k >= right : columns[f][r] <= threshold;
          for (int c = 0; left && c < values[r].length; c++) {
            natural[next][c] += values[r][c];
          }
        }
      }
    }
    double[][] ordered = new double[natural.length][];
    int[] order = order(natural.length);
    Arrays.setAll(ordered, i -> natural[order[i]]);
    return ordered;
  }
}
