package dev.tributary.fl.spark.data;

import dev.tributary.fl.spark.shards.AtomicFile;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.WorkDirectory;
import dev.tributary.protocol.FederationException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;

/** Writes one partition of the source as column chunks and returns its number of rows. */
final class ChunkTask implements Function2<Integer, Iterator<InternalRow>, Iterator<Integer>> {
  private static final long serialVersionUID = 1L;

  private final NumericColumns columns;
  private final String directory;
  private final Broadcast<HadoopSettings> settings;
  private final Broadcast<int[]> placement;
  private final int rows;

  /**
   * @param placement where an aligned row stands in row order; null if it stands where it is
   * @param rows number of rows, above every row number
   */
  ChunkTask(
      NumericColumns columns,
      String directory,
      Broadcast<HadoopSettings> settings,
      Broadcast<int[]> placement,
      int rows) {
    this.columns = columns;
    this.directory = directory;
    this.settings = settings;
    this.placement = placement;
    this.rows = rows;
  }

  @Override
  public Iterator<Integer> call(Integer partition, Iterator<InternalRow> source) {
    if (!source.hasNext()) {
      return Collections.singleton(0).iterator();
    }
    Path path = new Path(directory, String.format("chunks-%05d", partition));
    int[] count = new int[1];
    try {
      AtomicFile.write(
          settings.value().fileSystem(path), path, out -> count[0] = write(source, out));
    } catch (IOException e) {
      throw WorkDirectory.failed("writing", path, e);
    }
    return Collections.singleton(count[0]).iterator();
  }

  private int write(Iterator<InternalRow> source, DataOutputStream out) throws IOException {
    ChunkWriter writer = new ChunkWriter(out, columns.count());
    int[] placed = placement == null ? null : placement.value();
    int count = 0;
    while (source.hasNext()) {
      InternalRow row = source.next();
      long aligned = columns.row(row);
      if (aligned < 0 || aligned >= rows) {
        throw FederationException.user(
            "row numbers must be 0 to %d. Provided value: %d", rows - 1, aligned);
      }
      writer.row(placed == null ? (int) aligned : placed[(int) aligned]);
      for (int c = 0; c < columns.count(); c++) {
        writer.set(c, columns.value(row, c));
      }
      count++;
    }
    writer.finish();
    return count;
  }
}
