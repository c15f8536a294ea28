package dev.tributary.fl.horizontal.rows;

import dev.tributary.fl.horizontal.exact.Words;
import java.util.ArrayList;
import java.util.Comparator;
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
  public PartyRows arranged(RowArrangement arrangement) {
    List<List<double[]>> shards = new ArrayList<>();
    for (int s = 0; s < arrangement.shards(); s++) {
      shards.add(new ArrayList<>());
    }
    for (List<RowBlock> partition : partitions) {
      for (RowBlock block : partition) {
        for (int r = 0; r < block.rows(); r++) {
          double[] cells = block.cells(r);
          shards.get(arrangement.shard(arrangement.key(cells))).add(cells);
        }
      }
    }
    shards.forEach(shard -> shard.sort(Comparator.comparingLong(arrangement::key)));
    return new LocalRows(
        features,
        shards.stream().map(shard -> RowBlock.of(features.size(), shard.iterator())).toList());
  }

  @Override
  public void close() {}
}
