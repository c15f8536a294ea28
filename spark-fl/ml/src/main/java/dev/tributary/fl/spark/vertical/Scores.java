package dev.tributary.fl.spark.vertical;

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
    private final Broadcast<RowScores> all;

    Looked(Broadcast<RowScores> all) {
      this.all = all;
    }

    @Override
    public double[] of(Long row) {
      return all.value().of(Math.toIntExact(row));
    }
  }
}
