package dev.tributary.fl.spark.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes one source partition as column chunks: a few rows at a time, column major, so that any
 * range of columns of a chunk is one contiguous read and memory is bounded whatever the partition's
 * size.
 *
 * <pre>
 * file    magic, chunk..., footer
 * chunk   R row numbers (int), CRC-32C (int); per column R values (double), CRC-32C (int)
 * footer  per chunk: offset (long), R (int); number of chunks (int), columns (int), magic (int)
 * </pre>
 */
final class ChunkWriter {
  /** Ends every file; the last digit is the format number. */
  static final int MAGIC = 0x54726331;

  /** Values buffered at once, 8 MB of them. */
  private static final int BUFFERED = 1 << 20;

  private final DataOutputStream out;
  private final int columns;
  private final int capacity;
  private final int[] rows;
  private final double[] values;
  private final byte[] bytes;
  private final List<Long> offsets = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private long position;
  private int filled;

  ChunkWriter(DataOutputStream out, int columns) throws IOException {
    this.out = out;
    this.columns = columns;
    this.capacity = Math.min(Math.max(BUFFERED / Math.max(columns, 1), 64), 1 << 15);
    this.rows = new int[capacity];
    this.values = new double[columns * capacity];
    this.bytes = new byte[8 * capacity + 4];
    out.writeInt(MAGIC);
    position = 4;
  }

  /** Begins a row; its values are {@link #set} before the next one. */
  void row(int row) throws IOException {
    if (filled == capacity) {
      flush();
    }
    rows[filled++] = row;
  }

  /** Sets a value of the current row. */
  void set(int column, double value) {
    values[column * capacity + filled - 1] = value;
  }

  /** Writes the rest and the footer. */
  void finish() throws IOException {
    flush();
    for (int i = 0; i < sizes.size(); i++) {
      out.writeLong(offsets.get(i));
      out.writeInt(sizes.get(i));
    }
    out.writeInt(sizes.size());
    out.writeInt(columns);
    out.writeInt(MAGIC);
  }

  private void flush() throws IOException {
    if (filled == 0) {
      return;
    }
    offsets.add(position);
    sizes.add(filled);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.asIntBuffer().put(rows, 0, filled);
    writeChecked(4 * filled);
    for (int c = 0; c < columns; c++) {
      buffer.asDoubleBuffer().put(values, c * capacity, filled);
      writeChecked(8 * filled);
    }
    filled = 0;
  }

  private void writeChecked(int length) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    ByteBuffer.wrap(bytes).putInt(length, (int) crc.getValue());
    out.write(bytes, 0, length + 4);
    position += length + 4;
  }
}
