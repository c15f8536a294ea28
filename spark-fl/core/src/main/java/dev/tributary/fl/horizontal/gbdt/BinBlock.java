package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Some rows of a party in bins: column major, one byte a bin. All train or all validate. */
public final class BinBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About a megabyte of bins. */
  private static final int CELLS = 1 << 20;

  private static final int MOST_ROWS = 1 << 14;
  private static final int LEAST_ROWS = 1 << 8;

  private final long id;
  private final boolean validates;
  private final byte[][] bins;
  private final double[] labels;
  private final double[] weights;

  private BinBlock(long id, boolean validates, byte[][] bins, double[] labels, double[] weights) {
    this.id = id;
    this.validates = validates;
    this.bins = bins;
    this.labels = labels;
    this.weights = weights;
  }

  /**
   * Blocks of the rows of a partition.
   *
   * @param rows as {@link RowRules} has them
   * @param firstId id of the first block, the others follow
   */
  public static List<BinBlock> of(Iterator<double[]> rows, FeatureCuts cuts, long firstId) {
    List<BinBlock> blocks = new ArrayList<>();
    List<Builder> open = List.of(new Builder(cuts, false), new Builder(cuts, true));
    while (rows.hasNext()) {
      double[] row = rows.next();
      Builder builder = open.get(RowRules.validates(row) ? 1 : 0);
      builder.add(row);
      if (builder.rows == builder.labels.length) {
        blocks.add(builder.build(firstId + blocks.size()));
      }
    }
    for (Builder builder : open) {
      if (builder.rows > 0) {
        blocks.add(builder.build(firstId + blocks.size()));
      }
    }
    return blocks;
  }

  /** Id of the first block of a partition; a partition has fewer than a billion. */
  public static long firstId(long partition) {
    return partition << 30;
  }

  /** What its draws are told apart by. */
  long id() {
    return id;
  }

  boolean validates() {
    return validates;
  }

  int rows() {
    return labels.length;
  }

  /** Bins of a feature by row, unsigned; callers must not write. */
  byte[] bins(int feature) {
    return bins[feature];
  }

  /** By row; callers must not write. */
  double[] labels() {
    return labels;
  }

  /** By row; callers must not write. */
  double[] weights() {
    return weights;
  }

  /** Rows on their way into blocks. */
  private static final class Builder {
    private final FeatureCuts cuts;
    private final boolean validates;
    private final byte[][] bins;
    private final double[] labels;
    private final double[] weights;
    private int rows;

    Builder(FeatureCuts cuts, boolean validates) {
      int features = cuts.features();
      int most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, CELLS / Math.max(1, features)));
      this.cuts = cuts;
      this.validates = validates;
      this.bins = new byte[features][most];
      this.labels = new double[most];
      this.weights = new double[most];
    }

    void add(double[] row) {
      for (int j = 0; j < bins.length; j++) {
        bins[j][rows] = (byte) cuts.bin(j, row[j] + 0.0); // zero of either sign is one value
      }
      labels[rows] = RowRules.label(row);
      weights[rows] = RowRules.weight(row);
      rows++;
    }

    BinBlock build(long blockId) {
      byte[][] filled = new byte[bins.length][];
      for (int j = 0; j < bins.length; j++) {
        filled[j] = Arrays.copyOf(bins[j], rows);
      }
      BinBlock block =
          new BinBlock(
              blockId,
              validates,
              filled,
              Arrays.copyOf(labels, rows),
              Arrays.copyOf(weights, rows));
      rows = 0;
      return block;
    }
  }
}
