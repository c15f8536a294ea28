package dev.tributary.fl.horizontal.rows;

import dev.tributary.fl.horizontal.exact.Words;
import java.util.List;

/** Rows in memory, in partitions. */
public final class LocalRows implements PartyRows {
  private final List<String> features;
  private final List<List<RowBlock>> partitions;

  public LocalRows(List<String> features, List<List<RowBlock>> partitions) {
    this.features = List.copyOf(features);
    this.partitions = List.copyOf(partitions);
  }

  @Override
  public List<String> features() {
    return features;
  }

  @Override
  public long[] sum(RowKernel kernel) {
    long[] sum = new long[kernel.words()];
    for (List<RowBlock> partition : partitions) {
      Words.add(sum, kernel.sum(partition.iterator()));
    }
    return sum;
  }

  @Override
  public PartyRows on(RowMap map) {
    return new LocalRows(
        features, partitions.stream().map(p -> p.stream().map(map::of).toList()).toList());
  }

  @Override
  public void close() {}
}
