package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.RowWords;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;

/** Words summed over rows that stay with the executors, by {@link PartitionSums}. */
public final class RowSums {
  private RowSums() {}

  /**
   * @param rows as the kernel reads them
   * @return {@code [kernel.length()]}
   */
  public static long[] of(JavaRDD<double[]> rows, RowWords kernel) {
    return PartitionSums.of(rows, kernel.length(), new Partition(kernel), RowSums::add);
  }

  private record Partition(RowWords kernel) implements PartitionSums.Kernel<double[]> {
    @Override
    public long[] sum(Iterator<double[]> rows) {
      long[] sum = new long[kernel.length()];
      while (rows.hasNext()) {
        kernel.add(rows.next(), sum);
      }
      return sum;
    }
  }

  private static long[] add(long[] sum, long[] words) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += words[i];
    }
    return sum;
  }
}
