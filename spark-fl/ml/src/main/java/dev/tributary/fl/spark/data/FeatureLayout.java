package dev.tributary.fl.spark.data;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.BinnedBlockFormat;
import dev.tributary.fl.spark.shards.BlockFiles;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.SparkFailures;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Turns a table into binned feature blocks without shuffling it: every source partition writes
 * column chunks to the work directory, then one task per block gathers its columns by row number.
 * Memory per task is bounded by one block's bins plus 64 MB (or one column).
 */
public final class FeatureLayout {
  /** Bins of a block, about. */
  private static final long BLOCK_BYTES = 32L << 20;

  private final SparkCompute compute;
  private final Dataset<Row> table;
  private final String rowColumn;
  private final int[] placement;

  /**
   * @param table features and a row number, each row once, in any order and partitioning
   * @param rowColumn an int or long column, the aligned row
   * @param placement where an aligned row stands in row order; null if it stands where it is
   */
  public FeatureLayout(
      SparkCompute compute, Dataset<Row> table, String rowColumn, int[] placement) {
    this.compute = compute;
    this.table = table;
    this.rowColumn = rowColumn;
    this.placement = placement;
  }

  /**
   * Bins features by quantiles of their training rows.
   *
   * @param features numeric columns; feature numbers are places in this list
   * @param rows training rows come first
   */
  public LaidOutFeatures forTraining(
      List<String> features, RowOrder rows, LayoutSettings settings) {
    BlockLayout blocks = blocks(features.size(), rows.rows(), settings.order());
    ColumnBinning binning =
        new TrainingBinning(
            settings.bins(), settings.minSideCount(), settings.binningSample(), rows.training());
    return SparkFailures.unwrap(() -> layOut(features, rows.rows(), blocks, binning));
  }

  /**
   * Bins features by cuts and deals them to blocks that parties with the same columns agreed on.
   *
   * @param blocks of the features that the cuts are of
   * @param rows all rows
   */
  public LaidOutFeatures forTraining(FeatureCuts cuts, BlockLayout blocks, int rows) {
    return SparkFailures.unwrap(() -> layOut(cuts.names(), rows, blocks, new GivenBinning(cuts)));
  }

  /** Blocks of a party's own features, which nobody else sees, in their order. */
  public BlockLayout ownBlocks(int features, int rows) {
    return blocks(features, rows, FeatureOrder.NATURAL);
  }

  /** Bins the features of a trained model by its cuts, for rows to score. */
  public LaidOutFeatures forScoring(FeatureCuts cuts, int rows) {
    BlockLayout blocks = blocks(cuts.features(), rows, FeatureOrder.NATURAL);
    return SparkFailures.unwrap(() -> layOut(cuts.names(), rows, blocks, new GivenBinning(cuts)));
  }

  private BlockLayout blocks(int features, int rows, FeatureOrder order) {
    int parallel = compute.parallelism();
    long bySize = ((long) features * rows + BLOCK_BYTES - 1) / BLOCK_BYTES;
    int count = (int) ((bySize + parallel - 1) / parallel) * parallel;
    count = Math.max(count, parallel);
    return order == FeatureOrder.RANDOM
        ? BlockLayout.random(features, count, new SecureRandom())
        : BlockLayout.natural(features, count);
  }

  private LaidOutFeatures layOut(
      List<String> features, int rows, BlockLayout layout, ColumnBinning binning) {
    String chunks = compute.work().newDirectory("chunks");
    String directory = compute.work().newDirectory("features");
    boolean done = false;
    try {
      if (!features.isEmpty()) {
        writeChunks(columnsInBlockOrder(features, layout), rows, chunks);
      }
      FeatureCuts cuts = gather(features, rows, layout, binning, chunks, directory);
      done = true;
      return new LaidOutFeatures(
          cuts, compute.openOwned(directory, new BinnedBlockFormat(), layout.blocks().length));
    } finally {
      compute.work().delete(chunks);
      if (!done) {
        compute.work().delete(directory);
      }
    }
  }

  private void writeChunks(List<String> columns, int rows, String directory) {
    NumericColumns numeric = NumericColumns.of(table, rowColumn, columns);
    JavaRDD<InternalRow> source = NumericColumns.rows(table, rowColumn, columns);
    Broadcast<int[]> placed = placement == null ? null : compute.spark().broadcast(placement);
    try {
      ChunkTask task = new ChunkTask(numeric, directory, compute.settings(), placed, rows);
      long written = 0;
      for (int count : source.mapPartitionsWithIndex(task, false).collect()) {
        written += count;
      }
      if (written != rows) {
        throw new FederationException(
            ErrorCode.INTERNAL, "the source holds " + written + " rows where " + rows + " are due");
      }
    } finally {
      if (placed != null) {
        placed.destroy();
      }
    }
  }

  private FeatureCuts gather(
      List<String> features,
      int rows,
      BlockLayout layout,
      ColumnBinning binning,
      String chunks,
      String directory) {
    int[][] blocks = layout.blocks();
    double[][] cuts = new double[features.size()][];
    boolean[] missing = new boolean[features.size()];
    if (blocks.length > 0) {
      BlockFiles<BinnedBlock> target = new BlockFiles<>(directory, new BinnedBlockFormat());
      GatherTask task = new GatherTask(chunks, target, blocks, rows, compute.settings(), binning);
      List<Integer> numbers = IntStream.range(0, blocks.length).boxed().toList();
      List<ColumnCuts[]> gathered =
          compute.spark().parallelize(numbers, blocks.length).map(task).collect();
      for (int b = 0; b < blocks.length; b++) {
        for (int c = 0; c < blocks[b].length; c++) {
          cuts[blocks[b][c]] = gathered.get(b)[c].cuts();
          missing[blocks[b][c]] = gathered.get(b)[c].missing();
        }
      }
    }
    return new FeatureCuts(features, cuts, missing);
  }

  private static List<String> columnsInBlockOrder(List<String> features, BlockLayout layout) {
    List<String> columns = new ArrayList<>();
    for (int[] block : layout.blocks()) {
      for (int feature : block) {
        columns.add(features.get(feature));
      }
    }
    return columns;
  }
}
