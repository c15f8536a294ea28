package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.RowWords;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;

/**
 * Words summed over rows that stay with the executors. They are integers and merged in a tree of
 * tasks, so a sum does not depend on partitions.
 */
public final class RowSums {
  private RowSums() {}

  /**
   * @param rows as the kernel reads them
   * @return {@code [kernel.length()]}
   */
  public static long[] of(JavaRDD<double[]> rows, RowWords kernel) {
    return SparkFailures.unwrap(
        () -> {
          long[] sum =
              rows.getNumPartitions() == 0
                  ? null
                  : rows.treeAggregate(null, new AddRow(kernel), new AddWords());
          return sum == null ? new long[kernel.length()] : sum;
        });
  }

  /** The zero is null, since every task would be sent its words. */
  private record AddRow(RowWords kernel) implements Function2<long[], double[], long[]> {
    @Override
    public long[] call(long[] words, double[] row) {
      long[] sum = words == null ? new long[kernel.length()] : words;
      kernel.add(row, sum);
      return sum;
    }
  }

  private record AddWords() implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] one, long[] other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      for (int i = 0; i < one.length; i++) {
        one[i] += other[i];
      }
      return one;
    }
  }
}
