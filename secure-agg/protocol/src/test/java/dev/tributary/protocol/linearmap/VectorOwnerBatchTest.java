package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What must be fresh. The errors in the hidden words are bare here, since A S and the message are
 * zero; two rows with the same errors would give the matrix owner exact equations in S.
 */
class VectorOwnerBatchTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROWS = 2 * LatticeSet.BLOCK;
  private static final ChannelLease LEASE = new ChannelLease(0, 0, 64);
  private static final byte[] SEED = SeedTree.derive(new byte[32], "outer errors");
  private static final int WORDS = ROWS * LEASE.channels();

  /** Five standard deviations of the correlation of independent samples. */
  private static final double CHANCE = 5 / Math.sqrt(WORDS);

  private final VectorOwnerBatch batch = new VectorOwnerBatch(SET, new byte[32], SEED);

  @Test
  void everyWordHasItsOwnError() {
    long[] errors = errors(LEASE, SEED, 0, ROWS);
    assertThat(correlation(errors, errors, 0)).isCloseTo(1, within(CHANCE * Math.sqrt(2)));
    for (int words : new int[] {1, LEASE.channels(), WORDS / 2}) {
      assertThat(Math.abs(correlation(errors, errors, words)))
          .describedAs("%d words apart", words)
          .isLessThan(CHANCE * Math.sqrt(2));
    }
  }

  @Test
  void aRowBlockHasTheSameErrorsInAPieceOfItsOwn() {
    long[] errors = errors(LEASE, SEED, 0, ROWS);
    long[] piece = errors(LEASE, SEED, 1, ROWS - LatticeSet.BLOCK);
    assertThat(piece).containsExactly(Arrays.copyOfRange(errors, WORDS / 2, WORDS));
  }

  @Test
  void anotherMessageOrLeaseHasOtherErrors() {
    long[] errors = errors(LEASE, SEED, 0, ROWS);
    long[] message = errors(LEASE, new byte[32], 0, ROWS);
    long[] lease = errors(new ChannelLease(0, 64, 128), SEED, 0, ROWS);
    assertThat(Math.abs(correlation(errors, message, 0))).isLessThan(CHANCE);
    assertThat(Math.abs(correlation(errors, lease, 0))).isLessThan(CHANCE);
  }

  @Test
  void anotherBatchHasAnotherInnerKey() {
    VectorOwnerBatch other = new VectorOwnerBatch(SET, new byte[32], new byte[32]);
    assertThat(other.publicKey().toBytes()).isNotEqualTo(batch.publicKey().toBytes());
  }

  private long[] errors(ChannelLease lease, byte[] digest, int block, int rows) {
    WordMatrix products = new WordMatrix(SET, rows, LatticeSet.CHANNELS);
    WordMatrix nothing = new WordMatrix(SET, rows, lease.channels());
    WordMatrix hidden = batch.hide(lease, digest, block, products, nothing);
    long[] out = new long[rows * lease.channels()];
    for (int i = 0; i < out.length; i++) {
      out[i] = hidden.centred(i / lease.channels(), i % lease.channels());
    }
    return out;
  }

  /** Of words that are {@code shift} apart, cyclically, over the planned variance. */
  private static double correlation(long[] a, long[] b, int shift) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[(i + shift) % b.length];
    }
    return sum / a.length / (Noise.SIGMA * Noise.SIGMA);
  }
}
