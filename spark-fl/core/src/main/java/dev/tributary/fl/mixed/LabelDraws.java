package dev.tributary.fl.mixed;

import dev.tributary.fl.training.ColumnDraw;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.tree.Sampling;
import dev.tributary.fl.vertical.tree.SecretSampling;
import dev.tributary.fl.vertical.tree.TreeParameters;

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
    return ColumnDraw.of(features, parameters.columnSample(), parameters.seed(), round);
  }
}
