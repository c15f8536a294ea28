package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/**
 * Counts of rows, each once whatever it weighs: of all, of each class, and of every column by
 * {@link Octaves}.
 */
record OctaveKernel(NoisyScale.Columns of) implements RowKernel {
  /** Places after the word for what is out of range, of which there is nothing. */
  static final int ROWS = 0;

  static final int CLASSES = 1;

  /** First bucket of a column. */
  int at(int column) {
    return CLASSES + of.classes() + column * Octaves.BINS;
  }

  /** A row puts a one into one word of each kind. */
  double sensitivity() {
    return Math.sqrt(1.0 + (of.classes() > 0 ? 1 : 0) + of.columns());
  }

  @Override
  public int words() {
    return 1 + at(of.columns());
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    long[] words = new long[words()];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        words[1 + ROWS]++;
        if (of.classes() > 0) {
          words[1 + CLASSES + (int) block.label(r)]++;
        }
        for (int j = 0; j < of.columns(); j++) {
          words[1 + at(j) + Octaves.of(value(block, r, j))]++;
        }
      }
    }
    return words;
  }

  /** Of a feature, or of the label after them. */
  static double value(RowBlock block, int row, int column) {
    return column < block.features()
        ? block.values()[row * block.features() + column]
        : block.label(row);
  }
}
