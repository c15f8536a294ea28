package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.data.SplitCandidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which rows go left at a split: bit {@code row % 8} of byte {@code row / 8}, one for left. */
public final class SplitBitmaps {
  private SplitBitmaps() {}

  /** Bytes of a bitmap. */
  public static int length(int rows) {
    return (rows + 7) / 8;
  }

  public static boolean left(byte[] bitmap, int row) {
    return (bitmap[row >>> 3] >>> (row & 7) & 1) != 0;
  }

  /**
   * Computes bitmaps where the columns are, in one job.
   *
   * @param splits block and candidate of each bitmap
   * @param from first row
   * @param to one past the last row
   * @return one per split
   */
  public static byte[][] compute(
      Shards<BinnedBlock> matrix, List<MatrixLayout.Located> splits, int from, int to) {
    if (splits.isEmpty()) {
      return new byte[0][];
    }
    List<List<SplitCandidate>> byBlock = new ArrayList<>();
    for (int b = 0; b < matrix.count(); b++) {
      byBlock.add(new ArrayList<>());
    }
    for (MatrixLayout.Located split : splits) {
      byBlock.get(split.block()).add(split.candidate());
    }
    List<byte[]> results =
        matrix.map((shard, block, context) -> bitmaps(block, byBlock.get(shard), from, to));
    byte[][] bitmaps = new byte[splits.size()][];
    int[] next = new int[matrix.count()];
    int length = length(to - from);
    for (int i = 0; i < bitmaps.length; i++) {
      int block = splits.get(i).block();
      int at = length * next[block]++;
      bitmaps[i] = Arrays.copyOfRange(results.get(block), at, at + length);
    }
    return bitmaps;
  }

  private static byte[] bitmaps(
      BinnedBlock block, List<SplitCandidate> candidates, int from, int to) {
    int length = length(to - from);
    byte[] result = new byte[Math.multiplyExact(length, candidates.size())];
    for (int i = 0; i < candidates.size(); i++) {
      SplitCandidate candidate = candidates.get(i);
      byte[] bins = block.bins(candidate.column());
      boolean[] left = new boolean[BinnedBlock.MAX_BINS];
      for (int bin = 0; bin < left.length; bin++) {
        left[bin] = candidate.goesLeft(block, bin);
      }
      for (int row = from; row < to; row++) {
        if (left[bins[row] & 0xff]) {
          int at = row - from;
          result[i * length + (at >>> 3)] |= (byte) (1 << (at & 7));
        }
      }
    }
    return result;
  }
}
