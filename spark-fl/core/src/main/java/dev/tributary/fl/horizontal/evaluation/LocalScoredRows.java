package dev.tributary.fl.horizontal.evaluation;

import java.util.List;

/** Rows in memory. */
public record LocalScoredRows(List<Scored> rows) implements ScoredRows {
  public LocalScoredRows {
    rows = List.copyOf(rows);
  }

  @Override
  public long[] sum(Kernel kernel) {
    return kernel.sum(rows.iterator());
  }
}
