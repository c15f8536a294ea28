package dev.tributary.connectors.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFooterTest {
  /** Field 14 of the union of logical types, an empty structure, in Thrift's compact form. */
  private static final byte UUID = (byte) 0xec;

  /** Field 15, which the library that Spark has does not know. */
  private static final byte FLOAT16 = (byte) 0xfc;

  @TempDir Path folder;

  @Test
  void namesTheColumnOfHalfPrecisionNumbers() throws IOException {
    FileStatus file = file(2);

    assertThatThrownBy(
            () -> FileSchemas.requireAlike(new Configuration(), "parquet", List.of(file)))
        .hasMessage(
            "column 'half' holds half-precision numbers (FLOAT16), which Spark cannot read: write"
                + " it as float32");
  }

  @Test
  void namesTheColumnOfAnyOtherNewType() throws IOException {
    FileStatus file = file(3);

    assertThatThrownBy(
            () -> FileSchemas.requireAlike(new Configuration(), "parquet", List.of(file)))
        .hasMessageContaining("column 'half' is of a type that Spark cannot read");
  }

  /** A file of one column and no row, as today's writers mark half-precision numbers. */
  private FileStatus file(int bytes) throws IOException {
    SchemaElement root = new SchemaElement("schema");
    root.setNum_children(1);
    SchemaElement column = new SchemaElement("half");
    column.setType(Type.FIXED_LEN_BYTE_ARRAY);
    column.setType_length(bytes);
    column.setRepetition_type(FieldRepetitionType.OPTIONAL);
    column.setLogicalType(LogicalType.UUID(new UUIDType()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(new FileMetaData(1, List.of(root, column), 0, List.of()), out);
    byte[] footer = out.toByteArray();
    for (int at = 0; at < footer.length - 2; at++) {
      if (footer[at] == UUID && footer[at + 1] == 0 && footer[at + 2] == 0) {
        footer[at] = FLOAT16;
      }
    }
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    Path path =
        Files.write(
            folder.resolve("half.parquet"),
            ByteBuffer.allocate(footer.length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(magic)
                .put(footer)
                .putInt(footer.length)
                .put(magic)
                .array());
    return FileSystem.getLocal(new Configuration())
        .getFileStatus(new org.apache.hadoop.fs.Path(path.toUri()));
  }
}
