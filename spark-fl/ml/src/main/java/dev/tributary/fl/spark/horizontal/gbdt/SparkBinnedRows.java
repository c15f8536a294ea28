package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.gbdt.BinBlock;
import dev.tributary.fl.horizontal.gbdt.BinTree;
import dev.tributary.fl.horizontal.gbdt.BinnedRows;
import dev.tributary.fl.horizontal.gbdt.BlockKernel;
import dev.tributary.fl.horizontal.gbdt.ScoredBlock;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.spark.horizontal.RowPieces;
import dev.tributary.fl.spark.shards.PartitionSums;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.storage.StorageLevel;

/**
 * Binned rows that stay with the executors, and beside them their scores, which every round makes
 * anew from those before. A lost partition is made again from the bins; every {@value #FRESH}
 * rounds the scores are made from all trees at once, so that what they are made from stays short.
 *
 * <p>Each partition is summed by itself into whole words, which {@link PartitionSums} adds.
 */
final class SparkBinnedRows implements BinnedRows {
  private static final int FRESH = 16;

  private final JavaRDD<BinBlock> blocks;
  private final SparkCompute compute;
  private final List<List<BinTree>> rounds = new ArrayList<>();
  private double[] baseScores = new double[0];
  private JavaRDD<double[][]> scores;

  /**
   * @param blocks persisted
   * @param compute where sums in pieces are kept
   */
  SparkBinnedRows(JavaRDD<BinBlock> blocks, SparkCompute compute) {
    this.blocks = blocks;
    this.compute = compute;
    this.scores = blocks.map(block -> new double[0][]);
  }

  @Override
  public void start(double[] base) {
    baseScores = base.clone();
    scores = blocks.map(new Scores(baseScores, List.of()));
  }

  @Override
  public void add(List<BinTree> trees) {
    rounds.add(List.copyOf(trees));
    JavaRDD<double[][]> before = scores;
    JavaRDD<double[][]> next =
        rounds.size() % FRESH == 0
            ? blocks.map(new Scores(baseScores, List.copyOf(rounds)))
            : blocks.zipPartitions(before, new After(trees));
    scores = next.persist(StorageLevel.MEMORY_AND_DISK());
    SparkFailures.unwrap(scores::count);
    before.unpersist(false);
  }

  @Override
  public long[] sum(BlockKernel kernel) {
    return PartitionSums.of(scored(), kernel.words(), kernel::sum, Words::add);
  }

  @Override
  public ShardedWords pieces(BlockKernel kernel) {
    return RowPieces.add(
        compute, scored().mapPartitions(new Partition(kernel)), kernel.words() - 1);
  }

  private JavaRDD<ScoredBlock> scored() {
    return blocks.zipPartitions(scores, Zipped::new);
  }

  @Override
  public void close() {
    scores.unpersist(false);
    blocks.unpersist(false);
  }

  private record Scores(double[] baseScores, List<List<BinTree>> rounds)
      implements org.apache.spark.api.java.function.Function<BinBlock, double[][]> {
    @Override
    public double[][] call(BinBlock block) {
      return ScoredBlock.start(block, baseScores).after(rounds).scores();
    }
  }

  private record After(List<BinTree> trees)
      implements FlatMapFunction2<Iterator<BinBlock>, Iterator<double[][]>, double[][]> {
    @Override
    public Iterator<double[][]> call(Iterator<BinBlock> blocks, Iterator<double[][]> scores) {
      Iterator<ScoredBlock> scored = new Zipped(blocks, scores);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return scored.hasNext();
        }

        @Override
        public double[][] next() {
          return scored.next().after(List.of(trees)).scores();
        }
      };
    }
  }

  private record Partition(BlockKernel kernel)
      implements FlatMapFunction<Iterator<ScoredBlock>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<ScoredBlock> partition) {
      return Collections.singleton(kernel.sum(partition)).iterator();
    }
  }

  private record Zipped(Iterator<BinBlock> blocks, Iterator<double[][]> scores)
      implements Iterator<ScoredBlock> {
    @Override
    public boolean hasNext() {
      return blocks.hasNext();
    }

    @Override
    public ScoredBlock next() {
      return new ScoredBlock(blocks.next(), scores.next());
    }
  }
}
