package dev.tributary.fl.bench;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalShards;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.spark.shards.BinnedBlockFormat;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.PartyId;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The joined table after binning, in this process: what the twin's kernels and XGBoost are compared
 * on, with neither Spark nor binning in the way.
 *
 * @param cuts by feature number
 * @param blocks all rows, at most 255 value bins a column
 * @param labels 0 or 1 by row
 */
record BinnedTable(FeatureCuts cuts, List<BinnedBlock> blocks, double[] labels) {
  /** In the file of bins; no value has this bin. */
  static final int MISSING = 255;

  static final String BINS_FILE = "bins";
  static final String LABELS_FILE = "labels";

  /** Fetches the blocks from the executors. */
  static BinnedTable of(FeatureCuts cuts, Shards<BinnedBlock> shards, double[] labels) {
    List<BinnedBlock> blocks = new ArrayList<>();
    for (byte[] bytes : shards.map((shard, block, context) -> bytes(block))) {
      blocks.add(block(bytes));
    }
    return new BinnedTable(cuts, blocks, labels);
  }

  /** Trains on threads of this process. */
  TrainingResult train(TreeParameters parameters, int threads) {
    return VerticalGbt.trainSolo(
        new PartyId(TreeReport.TWIN),
        parameters,
        Objective.binary(),
        new RowOrder(labels.length, 0, 0),
        labels,
        null,
        cuts,
        new LocalShards<>(blocks, null, threads),
        Progress.silent());
  }

  /**
   * Writes {@value #BINS_FILE}, column after column with {@value #MISSING} for missing, and {@value
   * #LABELS_FILE}, both with one byte a row.
   */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream out = stream(folder.resolve(BINS_FILE))) {
      for (BinnedBlock block : blocks) {
        for (int column = 0; column < block.columns(); column++) {
          out.write(markMissing(block, column));
        }
      }
    }
    try (OutputStream out = stream(folder.resolve(LABELS_FILE))) {
      for (double label : labels) {
        out.write((int) label);
      }
    }
  }

  private static byte[] markMissing(BinnedBlock block, int column) {
    byte[] bins = block.bins(column).clone();
    for (int row = 0; row < bins.length && block.hasMissing(column); row++) {
      if ((bins[row] & 0xff) == block.valueBins(column)) {
        bins[row] = (byte) MISSING;
      }
    }
    return bins;
  }

  private static OutputStream stream(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static byte[] bytes(BinnedBlock block) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new BinnedBlockFormat().write(block, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BinnedBlock block(byte[] bytes) {
    try {
      return new BinnedBlockFormat().read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
