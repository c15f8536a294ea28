package dev.tributary.fl.jobs.split;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Rows of two ints to one array per partition: {@code first, second, first, second, ...}. */
final class PackPairs implements FlatMapFunction<Iterator<Row>, int[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<int[]> call(Iterator<Row> rows) {
    int[] packed = new int[1024];
    int length = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (length == packed.length) {
        packed = Arrays.copyOf(packed, 2 * length);
      }
      packed[length++] = row.getInt(0);
      packed[length++] = row.getInt(1);
    }
    return List.of(Arrays.copyOf(packed, length)).iterator();
  }
}
