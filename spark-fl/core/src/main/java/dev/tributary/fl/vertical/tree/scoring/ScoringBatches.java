package dev.tributary.fl.vertical.tree.scoring;

/**
 * Cuts the rows to score into batches so that a batch's bitmaps of one party stay near 16 MB. Both
 * sides derive them from rows and splits.
 *
 * @param rows all rows
 * @param batchRows rows of a batch, a multiple of 8
 */
record ScoringBatches(int rows, int batchRows) {
  private static final long BATCH_BITS = 8L << 24;
  private static final int LEAST_ROWS = 1 << 10;

  static ScoringBatches of(int rows, int splits) {
    long fitting = BATCH_BITS / Math.max(1, splits) / 8 * 8;
    return new ScoringBatches(
        rows, (int) Math.max(LEAST_ROWS, Math.min(fitting, (rows + 7L) / 8 * 8)));
  }

  int count() {
    return (int) (((long) rows + batchRows - 1) / batchRows);
  }

  int start(int batch) {
    return batch * batchRows;
  }

  int end(int batch) {
    return (int) Math.min(rows, (long) start(batch) + batchRows);
  }
}
