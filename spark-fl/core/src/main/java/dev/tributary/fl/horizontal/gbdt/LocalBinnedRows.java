package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.Words;
import java.util.List;

/** Binned rows in memory, in partitions. */
final class LocalBinnedRows implements BinnedRows {
  private List<List<ScoredBlock>> partitions;

  LocalBinnedRows(List<List<BinBlock>> blocks) {
    partitions =
        blocks.stream()
            .map(p -> p.stream().map(b -> ScoredBlock.start(b, new double[0])).toList())
            .toList();
  }

  @Override
  public void start(double[] baseScores) {
    partitions =
        partitions.stream()
            .map(p -> p.stream().map(b -> ScoredBlock.start(b.block(), baseScores)).toList())
            .toList();
  }

  @Override
  public void add(List<BinTree> trees) {
    partitions =
        partitions.stream()
            .map(p -> p.stream().map(b -> b.after(List.of(trees))).toList())
            .toList();
  }

  @Override
  public long[] sum(BlockKernel kernel) {
    long[] sum = new long[kernel.words()];
    for (List<ScoredBlock> partition : partitions) {
      Words.add(sum, kernel.sum(partition.iterator()));
    }
    return sum;
  }

  @Override
  public void close() {}
}
