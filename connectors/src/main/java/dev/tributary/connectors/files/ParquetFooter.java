package dev.tributary.connectors.files;

import dev.tributary.protocol.FederationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * The footer of a Parquet file as its bytes say, for files whose column types are newer than the
 * library that reads them.
 */
final class ParquetFooter {
  /** The footer's length in 4 bytes, and the four letters of the format. */
  private static final int TAIL = 8;

  private static final int LONGEST = 64 << 20;
  private static final int HALF_BYTES = 2;

  private ParquetFooter() {}

  /** USER with the column if one is of a type that the library does not know. */
  static void requireKnown(Configuration hadoop, FileStatus file) {
    FileMetaData footer;
    try {
      footer = read(hadoop, file);
    } catch (IOException | RuntimeException e) {
      return; // The file is broken otherwise, as its caller says.
    }
    for (SchemaElement column : footer.getSchema()) {
      if (column.isSetLogicalType() && column.getLogicalType().getSetField() == null) {
        if (column.getType() == Type.FIXED_LEN_BYTE_ARRAY
            && column.getType_length() == HALF_BYTES) {
          throw halfPrecision(column.getName());
        }
        throw FederationException.user(
            "column '%s' is of a type that Spark cannot read: write it as another one, or leave it"
                + " out of the file",
            column.getName());
      }
    }
  }

  static FederationException halfPrecision(String column) {
    return FederationException.user(
        "column '%s' holds half-precision numbers (FLOAT16), which Spark cannot read: write it as"
            + " float32",
        column);
  }

  private static FileMetaData read(Configuration hadoop, FileStatus file) throws IOException {
    try (FSDataInputStream in = file.getPath().getFileSystem(hadoop).open(file.getPath())) {
      byte[] tail = new byte[TAIL];
      in.readFully(file.getLen() - TAIL, tail);
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (length < 0 || length > Math.min(LONGEST, file.getLen() - TAIL)) {
        throw new IOException("no footer");
      }
      byte[] footer = new byte[length];
      in.readFully(file.getLen() - TAIL - length, footer);
      return Util.readFileMetaData(new ByteArrayInputStream(footer));
    }
  }
}
