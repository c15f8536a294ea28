package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.Compute;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Binned rows in memory, in partitions. */
final class LocalBinnedRows implements BinnedRows {
  private final Compute compute;
  private List<List<ScoredBlock>> partitions;

  /**
   * @param compute where pieces are kept
   */
  LocalBinnedRows(List<List<BinBlock>> blocks, Compute compute) {
    this.compute = compute;
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
  public ShardedWords pieces(BlockKernel kernel) {
    long[] sum = sum(kernel);
    if (!Words.inRange(sum)) {
      throw new IllegalStateException("sums of derivatives cannot leave 62 bits");
    }
    int words = sum.length - 1;
    List<long[]> pieces =
        IntStream.range(0, VectorPieces.count(words))
            .mapToObj(VectorPieces::from)
            .map(
                from ->
                    Arrays.copyOfRange(
                        sum, 1 + from, 1 + Math.min(words, from + VectorPieces.WORDS)))
            .toList();
    return new ShardedWords(compute.distribute(pieces), words);
  }

  @Override
  public void close() {}
}
