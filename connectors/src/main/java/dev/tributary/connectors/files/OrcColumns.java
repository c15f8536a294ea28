package dev.tributary.connectors.files;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;

/** The columns of an ORC file as it says them itself. */
final class OrcColumns {
  private OrcColumns() {}

  /** Types by name; none of a file without rows that some writers leave. */
  static Map<String, String> of(Configuration hadoop, FileStatus file) {
    Map<String, String> columns = new LinkedHashMap<>();
    try (Reader reader = OrcFile.createReader(file.getPath(), OrcFile.readerOptions(hadoop))) {
      TypeDescription schema = reader.getSchema();
      for (int c = 0; c < schema.getFieldNames().size(); c++) {
        columns.put(schema.getFieldNames().get(c), schema.getChildren().get(c).toString());
      }
    } catch (IOException | RuntimeException e) {
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "%s cannot be read as orc: %s; write it again, or correct data.format",
              file.getPath().toUri().getPath(), FileSchemas.firstLine(e)),
          e);
    }
    return columns;
  }
}
