package dev.tributary.connectors.files;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The columns of an Avro file as it says them itself. */
final class AvroColumns {
  private AvroColumns() {}

  /** Types by name. */
  static Map<String, String> of(Configuration hadoop, Path file) {
    Map<String, String> columns = new LinkedHashMap<>();
    try (InputStream bytes = file.getFileSystem(hadoop).open(file);
        DataFileStream<GenericRecord> in =
            new DataFileStream<>(bytes, new GenericDatumReader<GenericRecord>())) {
      for (Schema.Field field : in.getSchema().getFields()) {
        columns.put(field.name(), words(field.schema()));
      }
    } catch (IOException | RuntimeException e) {
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "%s cannot be read as avro: %s; write it again, or correct data.format",
              file.toUri().getPath(), FileSchemas.firstLine(e)),
          e);
    }
    return columns;
  }

  /** Of its branches but null, in any order. */
  private static String words(Schema type) {
    if (type.isUnion()) {
      return type.getTypes().stream()
          .filter(branch -> branch.getType() != Schema.Type.NULL)
          .map(AvroColumns::words)
          .sorted()
          .collect(Collectors.joining(" or "));
    }
    return type.getLogicalType() == null
        ? type.getType().getName()
        : type.getType().getName() + " (" + type.getLogicalType().getName() + ")";
  }
}
