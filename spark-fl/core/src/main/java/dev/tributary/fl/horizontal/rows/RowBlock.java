package dev.tributary.fl.horizontal.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Some rows of one party, dense and row-major: feature {@code j} of row {@code r} is {@code
 * values[r * features + j]}. Arrays are not copied and must not change.
 */
public final class RowBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About a megabyte of features, and no more rows than sums add at a time. */
  private static final int CELLS = 1 << 17;

  private static final int MOST_ROWS = 1 << 10;

  private final int features;
  private final double[] values;
  private final double[] largest;
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;

  /**
   * @param features how many a row has
   * @param values {@code [row * features + feature]}, finite
   * @param labels {@code [row]}
   * @param weights {@code [row]}, finite and at least 0
   * @param offsets {@code [row]}, finite
   */
  public RowBlock(
      int features, double[] values, double[] labels, double[] weights, double[] offsets) {
    this.features = features;
    this.values = values;
    this.labels = labels;
    this.weights = weights;
    this.offsets = offsets;
    this.largest = new double[labels.length];
    for (int r = 0; r < largest.length; r++) {
      for (int j = 0; j < features; j++) {
        largest[r] = Math.max(largest[r], Math.abs(values[r * features + j]));
      }
    }
  }

  /** How many rows of some features make a block. */
  public static int rowsOf(int features) {
    return Math.max(1, Math.min(MOST_ROWS, CELLS / Math.max(1, features)));
  }

  public int rows() {
    return labels.length;
  }

  public int features() {
    return features;
  }

  /** {@code [row * features + feature]}, not to be changed. */
  public double[] values() {
    return values;
  }

  /** Largest magnitude among a row's features. */
  public double largest(int row) {
    return largest[row];
  }

  public double label(int row) {
    return labels[row];
  }

  public double weight(int row) {
    return weights[row];
  }

  public double offset(int row) {
    return offsets[row];
  }

  /** A row by itself: its features, then label, weight and offset. */
  public double[] cells(int row) {
    double[] cells = Arrays.copyOfRange(values, row * features, row * features + features + 3);
    cells[features] = labels[row];
    cells[features + 1] = weights[row];
    cells[features + 2] = offsets[row];
    return cells;
  }

  /**
   * Rows in blocks, in their order.
   *
   * @param rows as {@link #cells} gives them
   */
  public static List<RowBlock> of(int features, Iterator<double[]> rows) {
    List<RowBlock> blocks = new ArrayList<>();
    while (rows.hasNext()) {
      Builder block = new Builder(features);
      while (rows.hasNext() && !block.isFull()) {
        double[] cells = rows.next();
        block.add(cells, cells[features], cells[features + 1], cells[features + 2]);
      }
      blocks.add(block.build());
    }
    return blocks;
  }

  /** A block under way. */
  public static final class Builder {
    private final int features;
    private final double[] values;
    private final double[] labels;
    private final double[] weights;
    private final double[] offsets;
    private int rows;

    public Builder(int features) {
      int most = rowsOf(features);
      this.features = features;
      this.values = new double[most * features];
      this.labels = new double[most];
      this.weights = new double[most];
      this.offsets = new double[most];
    }

    /** Adds a row, whose features are copied. */
    public void add(double[] row, double label, double weight, double offset) {
      System.arraycopy(row, 0, values, rows * features, features);
      labels[rows] = label;
      weights[rows] = weight;
      offsets[rows] = offset;
      rows++;
    }

    public boolean isEmpty() {
      return rows == 0;
    }

    public boolean isFull() {
      return rows == labels.length;
    }

    /** The rows so far. */
    public RowBlock build() {
      return new RowBlock(
          features,
          Arrays.copyOf(values, rows * features),
          Arrays.copyOf(labels, rows),
          Arrays.copyOf(weights, rows),
          Arrays.copyOf(offsets, rows));
    }
  }
}
