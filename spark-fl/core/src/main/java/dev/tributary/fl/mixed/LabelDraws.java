package dev.tributary.fl.mixed;

import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.tree.Sampling;
import dev.tributary.fl.vertical.tree.SecretSampling;
import dev.tributary.fl.vertical.tree.TreeParameters;
import java.util.Arrays;
import java.util.Random;

/**
 * What a label party draws: its rows from its own secret; its columns from the job's seed, so that
 * all label parties, who know each other's columns, draw the same.
 */
final class LabelDraws implements Sampling {
  private final TreeParameters parameters;
  private final Sampling own;

  LabelDraws(TreeParameters parameters, SamplingSecret secret) {
    this.parameters = parameters;
    this.own = new SecretSampling(parameters, secret);
  }

  @Override
  public boolean[] rows(int round, int rows) {
    return own.rows(round, rows);
  }

  @Override
  public boolean[] columns(int round, int features) {
    boolean[] drawn = new boolean[features];
    if (parameters.columnSample() == 1) {
      Arrays.fill(drawn, true);
      return drawn;
    }
    // An algorithm that Java specifies, so that all parties draw alike.
    Random random = new Random(parameters.seed() * 1_000_003 + round);
    int left = (int) Math.max(1, Math.round(parameters.columnSample() * features));
    for (int f = 0; f < features; f++) {
      if (random.nextInt(features - f) < left) {
        drawn[f] = true;
        left--;
      }
    }
    return drawn;
  }
}
