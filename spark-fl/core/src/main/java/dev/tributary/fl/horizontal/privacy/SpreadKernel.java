package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/**
 * Counts of rows by even bins of a range of every column, what is beyond it in the outermost.
 *
 * @param low {@code [column]}
 * @param high {@code [column]}, not below
 */
@SuppressWarnings("ArrayRecordComponent")
record SpreadKernel(double[] low, double[] high) implements RowKernel {
  /** Of a column. */
  static final int BINS = 64;

  @Override
  public int words() {
    return 1 + BINS * low.length;
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    long[] words = new long[words()];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        for (int j = 0; j < low.length; j++) {
          words[1 + j * BINS + bin(j, OctaveKernel.value(block, r, j))]++;
        }
      }
    }
    return words;
  }

  private int bin(int column, double value) {
    double width = width(column);
    double bin = width > 0 ? Math.floor((value - low[column]) / width) : 0;
    return (int) Math.max(0, Math.min(BINS - 1, bin));
  }

  double width(int column) {
    return (high[column] - low[column]) / BINS;
  }

  double middle(int column, int bin) {
    return low[column] + (bin + 0.5) * width(column);
  }
}
