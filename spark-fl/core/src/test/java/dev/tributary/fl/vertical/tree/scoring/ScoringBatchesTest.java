package dev.tributary.fl.vertical.tree.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringBatchesTest {
  private static final long BITS = 1L << 27;

  /** Whole bytes of bitmaps, as many rows as fit, and every row in one batch. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1000, 0, 1",
    "1024, 1000000, 1",
    "1025, 1000000, 2",
    "300000, 1000, 3",
    "300000, 100000, 225",
    "134217728, 1, 1",
    "134217729, 1, 2",
    "2147483647, 3, 49"
  })
  void batchesAreAllRowsOneAfterTheOther(int rows, int splits, int count) {
    ScoringBatches batches = ScoringBatches.of(rows, splits);
    assertThat(batches.count()).isEqualTo(count);
    assertThat(batches.batchRows() % 8).isZero();
    assertThat(batches.batchRows() == 1024 || (long) batches.batchRows() * splits <= BITS).isTrue();
    assertThat(batches.start(0)).isZero();
    for (int batch = 0; batch + 1 < count; batch++) {
      assertThat(batches.end(batch))
          .isEqualTo(batches.start(batch + 1))
          .isEqualTo(batches.start(batch) + batches.batchRows());
    }
    assertThat(batches.end(count - 1)).isEqualTo(rows);
  }
}
