package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.Compute;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.SummedRows;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory, in partitions. */
public final class LocalRawRows implements RawRows {
  private final RowRules rules;
  private final List<List<double[]>> partitions = new ArrayList<>();
  private final long firstBlock;
  private final Compute compute;

  /**
   * @param partitions rows as {@link RowRules} has them, left unchanged
   */
  public LocalRawRows(RowRules rules, List<List<double[]>> partitions) {
    this(rules, partitions, new LocalCompute(null, 1));
  }

  /**
   * @param partitions rows as {@link RowRules} has them, left unchanged
   * @param compute where sums in pieces are kept; its exchange sends them
   */
  public LocalRawRows(RowRules rules, List<List<double[]>> partitions, Compute compute) {
    this(rules, partitions, 0, compute);
  }

  /**
   * @param firstBlock number of the first partition, by which rows are drawn
   */
  LocalRawRows(RowRules rules, List<List<double[]>> partitions, long firstBlock, Compute compute) {
    this.rules = rules;
    this.compute = compute;
    this.firstBlock = firstBlock;
    partitions.forEach(
        rows -> this.partitions.add(rows.stream().map(r -> rules.apply(r.clone())).toList()));
  }

  @Override
  public List<String> features() {
    return rules.features();
  }

  @Override
  public SummedRows training() {
    return kernel -> {
      long[] words = new long[kernel.length()];
      partitions.stream()
          .flatMap(List::stream)
          .filter(row -> !RowRules.validates(row))
          .forEach(row -> kernel.add(row, words));
      return words;
    };
  }

  @Override
  public BinnedRows binned(FeatureCuts cuts) {
    List<List<BinBlock>> blocks = new ArrayList<>();
    for (int p = 0; p < partitions.size(); p++) {
      blocks.add(BinBlock.of(partitions.get(p).iterator(), cuts, BinBlock.firstId(firstBlock + p)));
    }
    return new LocalBinnedRows(blocks, compute);
  }

  @Override
  public void close() {}
}
