package dev.tributary.fl.spark.estimator;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * Where a row's raw scores come from. Shipped to executors.
 *
 * @param <K> what identifies or holds a row
 */
interface Scores<K> extends Serializable {
  /** One score per class. */
  double[] of(K row);

  /** Scores that were computed before, by row number. */
  final class Looked implements Scores<Long> {
    private static final long serialVersionUID = 1L;
    private final Broadcast<double[][]> byClass;

    /**
     * @param byClass {@code [class][row]}
     */
    Looked(Broadcast<double[][]> byClass) {
      this.byClass = byClass;
    }

    @Override
    public double[] of(Long row) {
      double[][] all = byClass.value();
      double[] raw = new double[all.length];
      for (int k = 0; k < raw.length; k++) {
        raw[k] = all[k][Math.toIntExact(row)];
      }
      return raw;
    }
  }
}
