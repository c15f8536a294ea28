package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.crypto.random.KeyDerivation;
import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.training.SamplingSecret;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The training rows that one round draws at a party: each by itself with a probability, to 2^-32.
 * The key goes to the party's own executors and nowhere else; it prints nothing.
 */
final class RowDraw implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double DRAWS = 0x1p32;

  private final double share;
  private final byte[] key;

  private RowDraw(double share, byte[] key) {
    this.share = share;
    this.key = key;
  }

  static RowDraw of(BoostingSettings.Sample sample, SamplingSecret secret, int round) {
    byte[] key =
        sample.rows() == 1
            ? new byte[0]
            : secret.stream("rows", sample.seed(), round).bytes(StreamSource.SEED_BYTES);
    return new RowDraw(sample.rows(), key);
  }

  /** Whether a round draws a row of a block. */
  boolean[] of(BinBlock block) {
    boolean[] drawn = new boolean[block.rows()];
    if (share == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    byte[] context = ByteBuffer.allocate(Long.BYTES).putLong(block.id()).array();
    try (SecretBytes ofRound = SecretBytes.copyOf(key);
        SecretBytes seed =
            KeyDerivation.derive(ofRound, new byte[0], context, StreamSource.SEED_BYTES)) {
      ByteBuffer draws =
          ByteBuffer.wrap(new StreamSource(seed).bytes(Integer.BYTES * drawn.length));
      for (int row = 0; row < drawn.length; row++) {
        drawn[row] = Integer.toUnsignedLong(draws.getInt()) < share * DRAWS;
      }
    }
    return drawn;
  }

  @Override
  public String toString() {
    return "RowDraw";
  }
}
