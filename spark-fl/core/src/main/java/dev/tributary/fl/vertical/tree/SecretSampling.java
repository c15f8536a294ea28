package dev.tributary.fl.vertical.tree;

import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.training.SamplingSecret;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Draws from the party's secret; the same again from the same secret and parameters. */
public final class SecretSampling implements Sampling {
  private static final int AT_ONCE = 1 << 12;
  private static final double DRAWS = 0x1p32;

  private final TreeParameters parameters;
  private final SamplingSecret secret;

  public SecretSampling(TreeParameters parameters, SamplingSecret secret) {
    this.parameters = parameters;
    this.secret = secret;
  }

  /** Each row is drawn by itself with probability {@code row-sample}, to 2^-32. */
  @Override
  public boolean[] rows(int round, int rows) {
    boolean[] drawn = new boolean[rows];
    if (parameters.rowSample() == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    StreamSource stream = stream("rows", round);
    double below = parameters.rowSample() * DRAWS;
    ByteBuffer draws = ByteBuffer.allocate(0);
    for (int row = 0; row < rows; row++) {
      if (!draws.hasRemaining()) {
        draws = ByteBuffer.wrap(stream.bytes(AT_ONCE));
      }
      drawn[row] = Integer.toUnsignedLong(draws.getInt()) < below;
    }
    return drawn;
  }

  /** Draws {@code max(1, round(column-sample * features))} of the features, every set alike. */
  @Override
  public boolean[] columns(int round, int features) {
    boolean[] drawn = new boolean[features];
    if (parameters.columnSample() == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    int left = (int) Math.max(1, Math.round(parameters.columnSample() * features));
    StreamSource draws = stream("columns", round);
    for (int f = 0; f < features; f++) {
      if (draws.below(BigInteger.valueOf(features - f)).intValue() < left) {
        drawn[f] = true;
        left--;
      }
    }
    return drawn;
  }

  private StreamSource stream(String purpose, int round) {
    return secret.stream(purpose, parameters.seed(), round);
  }
}
