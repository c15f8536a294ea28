package dev.tributary.fl.spark.align;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds to rows that end in piece and point, sorted by both, the position within the piece and
 * whether the point repeats the one before.
 */
final class PositionTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Counter counter = new Counter();
    return MaskTask.stream(rows).map(counter::number).iterator();
  }

  private static final class Counter {
    private int piece = Integer.MIN_VALUE;
    private int position;
    private byte[] before;

    Row number(Row row) {
      int width = row.length();
      byte[] point = (byte[]) row.get(width - 1);
      int its = row.getInt(width - 2);
      position = its == piece ? position + 1 : 0;
      boolean repeated = its == piece && point != null && Arrays.equals(point, before);
      piece = its;
      before = point;
      Object[] out = new Object[width + 2];
      for (int i = 0; i < width; i++) {
        out[i] = row.get(i);
      }
      out[width] = position;
      out[width + 1] = repeated;
      return RowFactory.create(out);
    }
  }
}
