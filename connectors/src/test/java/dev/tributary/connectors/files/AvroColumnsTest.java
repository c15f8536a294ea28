package dev.tributary.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroColumnsTest {
  private final Configuration hadoop = new Configuration();

  @TempDir Path folder;

  /** Spark takes the columns from one file, and what another lacks would be missing. */
  @Test
  void filesOfDifferentTablesAreRefused() throws IOException {
    var id = SchemaBuilder.record("row").fields().requiredLong("id");
    FileStatus first = write("a.avro", id.optionalDouble("x").optionalString("y").endRecord());
    FileStatus less =
        write(
            "b.avro",
            SchemaBuilder.record("row")
                .fields()
                .requiredLong("id")
                .optionalDouble("x")
                .endRecord());
    FileStatus other =
        write(
            "c.avro",
            SchemaBuilder.record("row")
                .fields()
                .requiredLong("id")
                .optionalInt("x")
                .optionalString("y")
                .endRecord());

    assertThat(AvroColumns.of(hadoop, first.getPath())).containsEntry("x", "double");
    assertThatCode(() -> FileSchemas.requireAlike(hadoop, "avro", List.of(first, first)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> FileSchemas.requireAlike(hadoop, "avro", List.of(first, less)))
        .hasMessage(
            "a.avro and b.avro are files of different tables: only a.avro has y; write them alike");
    assertThatThrownBy(() -> FileSchemas.requireAlike(hadoop, "avro", List.of(first, other)))
        .hasMessageContaining(
            "column 'x' is double in a.avro and int in c.avro: write all files with");
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("z.avro"), "Obj, or so it says");
    assertThatThrownBy(() -> FileSchemas.requireAlike(hadoop, "avro", List.of(status(broken))))
        .hasMessageContaining("z.avro cannot be read as avro: ");
  }

  private FileStatus write(String name, Schema schema) throws IOException {
    Path path = folder.resolve(name);
    try (DataFileWriter<GenericRecord> out =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      out.create(schema, path.toFile());
    }
    return status(path);
  }

  private FileStatus status(Path path) throws IOException {
    return FileSystem.getLocal(hadoop).getFileStatus(new org.apache.hadoop.fs.Path(path.toUri()));
  }
}
