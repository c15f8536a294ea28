package dev.tributary.fl.spark.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads ranges of columns of one file that {@link ChunkWriter} wrote. */
final class ChunkReader implements AutoCloseable {
  private static final int TRAILER = 12;

  private final Path path;
  private final FSDataInputStream in;
  private final int columns;
  private final long[] offsets;
  private final int[] sizes;

  ChunkReader(FileSystem files, Path path) throws IOException {
    this.path = path;
    long length = files.getFileStatus(path).getLen();
    in = files.open(path);
    ByteBuffer trailer = read(length - TRAILER, TRAILER);
    int chunks = trailer.getInt();
    columns = trailer.getInt();
    if (trailer.getInt() != ChunkWriter.MAGIC || chunks < 0) {
      throw new IOException(path + " is not a file of column chunks");
    }
    ByteBuffer footer = read(length - TRAILER - 12L * chunks, 12 * chunks);
    offsets = new long[chunks];
    sizes = new int[chunks];
    for (int i = 0; i < chunks; i++) {
      offsets[i] = footer.getLong();
      sizes[i] = footer.getInt();
    }
  }

  /**
   * Scatters columns {@code first .. first + target.length - 1} of all rows.
   *
   * @param target {@code [column][row]}
   * @param seen told every row number that the file holds
   */
  void scatter(int first, double[][] target, RowSeen seen) throws IOException {
    for (int chunk = 0; chunk < sizes.length; chunk++) {
      int size = sizes[chunk];
      int[] rows = rows(chunk);
      for (int row : rows) {
        seen.accept(row);
      }
      long column = 8L * size + 4;
      long start = offsets[chunk] + 4L * size + 4 + first * column;
      ByteBuffer bytes = read(start, Math.toIntExact(column * target.length));
      for (int c = 0; c < target.length; c++) {
        checked(bytes, Math.toIntExact(c * column), 8 * size);
        double[] to = target[c];
        for (int row : rows) {
          to[row] = bytes.getDouble();
        }
      }
    }
  }

  int columns() {
    return columns;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int[] rows(int chunk) throws IOException {
    int[] rows = new int[sizes[chunk]];
    ByteBuffer bytes = read(offsets[chunk], 4 * rows.length + 4);
    checked(bytes, 0, 4 * rows.length);
    bytes.asIntBuffer().get(rows);
    return rows;
  }

  /** Leaves the buffer at {@code start} if the checksum after the section is right. */
  private void checked(ByteBuffer bytes, int start, int length) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), start, length);
    if (bytes.getInt(start + length) != (int) crc.getValue()) {
      throw new IOException(path + " is damaged: a checksum does not match");
    }
    bytes.position(start);
  }

  private ByteBuffer read(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(position, bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Told every row number of a file; refuses one it does not want. */
  @FunctionalInterface
  interface RowSeen {
    void accept(int row) throws IOException;
  }
}
