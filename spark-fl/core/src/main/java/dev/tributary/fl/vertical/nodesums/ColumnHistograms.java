package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;
import java.util.Arrays;

/**
 * Sums per bin of {@value #COLUMNS} columns at a time.
 *
 * <p>What a histogram costs is reading and writing sums. So one addition takes a pair of gradient
 * and hessian, and a row is read once for all the columns, whose additions do not wait for one
 * another. At the end of a chunk the sums of pairs are split and added to those of its channel.
 */
final class ColumnHistograms {
  static final int COLUMNS = 4;

  private static final int BINS = BinnedBlock.MAX_BINS;

  private final LevelRows level;
  private final long[][] sums;

  ColumnHistograms(LevelRows level) {
    this.level = level;
    sums = new long[COLUMNS][Math.multiplyExact(2 * level.channels(), BINS)];
  }

  /** {@code 2 * (channel * stride + bin)} a column's gradient, one further its hessian. */
  long[] ofColumn(int column) {
    return sums[column];
  }

  /**
   * Replaces the sums by those of other columns.
   *
   * @param bins {@code [column][row]}, unsigned and below {@code stride}
   * @param stride bins per channel
   */
  void sum(byte[][] bins, int stride) {
    for (long[] ofColumn : sums) {
      Arrays.fill(ofColumn, 0, 2 * level.channels() * stride, 0L);
    }
    int[] rows = level.rows();
    long[] pairs = level.pairs();
    byte[] bins0 = bins[0];
    byte[] bins1 = bins[1];
    byte[] bins2 = bins[2];
    byte[] bins3 = bins[3];
    // Made here, so that the compiler knows the length and leaves out the checks of every index.
    long[] packed = new long[COLUMNS * BINS];
    int from = 0;
    for (int chunk = 0; chunk < level.chunks(); chunk++) {
      int to = level.chunkEnd(chunk);
      int first = level.chunkChannel(chunk) * stride;
      if (to - from < stride) {
        addRows(from, to, bins, first);
      } else {
        for (int i = from; i < to; i++) {
          int row = rows[i];
          long pair = pairs[i];
          packed[bins0[row] & 0xff] += pair;
          packed[BINS + (bins1[row] & 0xff)] += pair;
          packed[2 * BINS + (bins2[row] & 0xff)] += pair;
          packed[3 * BINS + (bins3[row] & 0xff)] += pair;
        }
        take(packed, stride, first);
      }
      from = to;
    }
  }

  /** Moves the sums of a chunk to its channel's. */
  private void take(long[] packed, int stride, int first) {
    for (int column = 0; column < COLUMNS; column++) {
      for (int bin = 0; bin < stride; bin++) {
        int at = column * BINS + bin;
        add(sums[column], first + bin, packed[at]);
        packed[at] = 0;
      }
    }
  }

  /** For fewer rows than bins. */
  private void addRows(int from, int to, byte[][] bins, int first) {
    for (int i = from; i < to; i++) {
      int row = level.rows()[i];
      for (int column = 0; column < COLUMNS; column++) {
        add(sums[column], first + (bins[column][row] & 0xff), level.pairs()[i]);
      }
    }
  }

  private static void add(long[] ofColumn, int at, long pairs) {
    ofColumn[2 * at] += LevelRows.gradient(pairs);
    ofColumn[2 * at + 1] += LevelRows.hessian(pairs);
  }
}
