package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.HintBlock;
import dev.tributary.crypto.lattice.HintProduct;
import dev.tributary.crypto.lattice.InnerRing;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.SeedTree;
import dev.tributary.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Both owners after the offline part of one batch, every message through its bytes. */
final class MapFixture {
  static final int ROWS = 1000;
  static final LeftSums LAYOUT =
      new LeftSums(new int[] {5, 8, 1}, new boolean[] {false, true, true}, order(4 + 15 + 1));

  private static final RunId RUN = new RunId("test-run");

  final LatticeSet set;
  final MatrixOwnerBlock owner;
  final VectorOwnerBatch batch;
  final SecretSeeds ofVector;
  final SecretSeeds ofMatrix;
  final WordMatrix aHalf;
  final WordMatrix bHalf;
  final WordMatrix corrections;
  private final byte[][] columns;

  MapFixture(LatticeSet set, byte[][] columns) {
    this(set, columns, LAYOUT);
  }

  MapFixture(LatticeSet set, byte[][] columns, MapRows rows) {
    this.set = set;
    this.columns = columns;
    SecureRandom secure = new SecureRandom();
    byte[] joint = toss(secure);
    owner = new MatrixOwnerBlock(set, rows);
    HintBlock hint = owner.hint(joint, columns, ROWS);
    ofVector = new SecretSeeds(new byte[32], RUN, 0, secure);
    ofMatrix = new SecretSeeds(new byte[32], RUN, 0, secure);
    batch = new VectorOwnerBatch(set, joint, ofVector.batch(set, 0));
    HintProduct product = owner.product(hint, new InnerRing(set, joint));
    for (int j = 0; j < set.dimension(); j += 256) {
      byte[] message = LinearMapMessages.encode(set, batch.encrypt(j, j + 256));
      product.add(LinearMapMessages.secrets(set, j, j + 256, message));
    }
    byte[] key = LinearMapMessages.encode(set, batch.publicKey());
    HintProduct.Halves halves =
        product.finish(LinearMapMessages.publicKey(set, key), ofMatrix.zero(set, 0, 0));
    byte[] half = LinearMapMessages.encode(halves.a());
    aHalf = LinearMapMessages.words(set, 1, LatticeSet.RING, half);
    bHalf = halves.b();
    corrections = batch.corrections(aHalf, rows.count());
  }

  private static byte[] toss(SecureRandom secure) {
    JointSeed vector = JointSeed.ofVectorOwner(RUN, secure);
    JointSeed matrix = JointSeed.ofMatrixOwner(RUN, secure);
    byte[] ofVector = vector.opening(matrix.commitment());
    byte[] ofMatrix = matrix.opening(vector.commitment());
    byte[] joint = vector.open(ofMatrix);
    assertThat(matrix.open(ofVector)).isEqualTo(joint);
    return joint;
  }

  static byte[] digest(double[][] values) {
    return SeedTree.digest("message", Arrays.deepToString(values).getBytes(StandardCharsets.UTF_8));
  }

  /** The hidden words of the values, sent in two pieces, and summed by the matrix owner. */
  BinSums sums(ChannelLease lease, double[][] values, ChannelScale scale) {
    BinSums sums = owner.answerSums(lease.channels());
    for (int first = 0; first < ROWS; first += 512) {
      int last = Math.min(first + 512, ROWS);
      byte[] message = LinearMapMessages.encode(hidden(lease, values, scale, first, last));
      sums.add(
          columns, first, LinearMapMessages.words(set, last - first, lease.channels(), message));
    }
    return sums;
  }

  /** The hidden words of rows [first, last); first is a multiple of 256. */
  WordMatrix hidden(
      ChannelLease lease, double[][] values, ChannelScale scale, int first, int last) {
    WordMatrix words = new WordMatrix(set, last - first, lease.channels());
    for (int r = first; r < last; r++) {
      for (int c = 0; c < lease.channels(); c++) {
        words.add(r - first, c, scale.encode(values[r][c]));
      }
    }
    int block = first / LatticeSet.BLOCK;
    WordMatrix products = batch.products(block, LatticeSet.blocks(last));
    WordMatrix hidden = batch.hide(lease, digest(values), block, products, words);
    WordMatrix again = batch.hide(lease, digest(values), block, products, words);
    assertThat(again.toBytes()).isEqualTo(hidden.toBytes());
    return hidden;
  }

  /** From the definition of a candidate, not by prefix sums. */
  double[][] leftSums(double[][] values) {
    double[][] natural = new double[LAYOUT.count()][values[0].length];
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

  private static int[] order(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> (i * 7 + 3) % size);
    return order;
  }

  /** The noise of the matrix owner's answer. */
  AnswerNoise noise(ChannelLease lease, byte[] digest, ChannelScale scale) {
    long[] tags = owner.sampleTags(SeedTree.derive(new byte[32], "tags"), columns, ROWS);
    NoiseBudget.Parts parts = NoiseBudget.of(set, ROWS).parts(scale.flood());
    return new AnswerNoise(
        NoiseSources.of(List.of(tags)).get(0),
        Collections.nCopies(lease.channels(), parts),
        ofMatrix.sharedFlood(lease, digest),
        ofMatrix.flood(lease, 0, digest));
  }

  static double[] floods(ChannelLease lease, ChannelScale scale) {
    double[] floods = new double[lease.channels()];
    Arrays.fill(floods, scale.flood());
    return floods;
  }
}
