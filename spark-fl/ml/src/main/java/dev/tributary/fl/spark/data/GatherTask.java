package dev.tributary.fl.spark.data;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.spark.shards.BlockFiles;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.WorkDirectory;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Gathers the columns of one feature block from all chunks, a few at a time, bins them and writes
 * the block's file. Returns the block's cuts by column.
 */
final class GatherTask implements Function<Integer, ColumnCuts[]> {
  private static final long serialVersionUID = 1L;

  /** Values gathered at once, 64 MB of them unless one column has more. */
  private static final long GATHERED = 8 << 20;

  private final String chunks;
  private final BlockFiles<BinnedBlock> target;
  private final int[][] blocks;
  private final int rows;
  private final Broadcast<HadoopSettings> settings;
  private final ColumnBinning binning;

  /**
   * @param chunks directory of chunk files, whose columns stand in the order of the blocks
   * @param blocks {@code [block][column]} feature numbers
   * @param rows number of rows, each of which must be in exactly one chunk
   */
  GatherTask(
      String chunks,
      BlockFiles<BinnedBlock> target,
      int[][] blocks,
      int rows,
      Broadcast<HadoopSettings> settings,
      ColumnBinning binning) {
    this.chunks = chunks;
    this.target = target;
    this.blocks = blocks;
    this.rows = rows;
    this.settings = settings;
    this.binning = binning;
  }

  @Override
  public ColumnCuts[] call(Integer block) {
    int[] features = blocks[block];
    int firstColumn = 0;
    for (int b = 0; b < block; b++) {
      firstColumn += blocks[b].length;
    }
    ColumnCuts[] cuts = new ColumnCuts[features.length];
    byte[][] bins = new byte[features.length][];
    int width = (int) Math.min(features.length, Math.max(1, GATHERED / Math.max(rows, 1)));
    double[][] values = new double[width][rows];
    for (int from = 0; from < features.length; from += width) {
      int count = Math.min(width, features.length - from);
      double[][] batch = Arrays.copyOf(values, count);
      gather(firstColumn + from, batch);
      for (int c = 0; c < count; c++) {
        int at = from + c;
        cuts[at] = binning.cuts(features[at], batch[c]);
        bins[at] = cuts[at].bins(batch[c]);
      }
    }
    target.write(settings.value(), block, binned(features, cuts, bins));
    return cuts;
  }

  private static BinnedBlock binned(int[] features, ColumnCuts[] cuts, byte[][] bins) {
    int[] valueBins = new int[cuts.length];
    boolean[] missing = new boolean[cuts.length];
    for (int c = 0; c < cuts.length; c++) {
      valueBins[c] = cuts[c].valueBins();
      missing[c] = cuts[c].missing();
    }
    return new BinnedBlock(features, valueBins, missing, bins);
  }

  private void gather(int first, double[][] batch) {
    BitSet seen = new BitSet(rows);
    Path directory = new Path(chunks);
    try {
      FileSystem files = settings.value().fileSystem(directory);
      for (Path path : chunkFiles(files, directory)) {
        try (ChunkReader reader = new ChunkReader(files, path)) {
          reader.scatter(first, batch, row -> see(seen, row));
        }
      }
    } catch (IOException e) {
      throw WorkDirectory.failed("reading", directory, e);
    }
    if (seen.cardinality() != rows) {
      throw new FederationException(
          ErrorCode.INTERNAL,
          "row " + seen.nextClearBit(0) + " of " + rows + " is in no partition of the source");
    }
  }

  private void see(BitSet seen, int row) {
    if (row < 0 || row >= rows || seen.get(row)) {
      throw new FederationException(
          ErrorCode.INTERNAL,
          "row " + row + " appears twice in the source, or is not below " + rows);
    }
    seen.set(row);
  }

  private static List<Path> chunkFiles(FileSystem files, Path directory) throws IOException {
    List<Path> result = new ArrayList<>();
    for (FileStatus status : files.listStatus(directory)) {
      if (status.getPath().getName().startsWith("chunks-")) {
        result.add(status.getPath());
      }
    }
    return result;
  }
}
