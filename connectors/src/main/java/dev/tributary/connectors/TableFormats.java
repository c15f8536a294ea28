package dev.tributary.connectors;

import dev.tributary.connectors.files.CatalogFormat;
import dev.tributary.connectors.files.CsvFormat;
import dev.tributary.connectors.files.FileFormat;
import dev.tributary.connectors.files.ServiceFormat;
import dev.tributary.connectors.spi.TableFormat;
import java.util.List;

/** All connectors; the first that reads a format has it. */
final class TableFormats {
  private static final List<TableFormat> ALL =
      List.of(new CsvFormat(), new FileFormat(), new CatalogFormat(), new ServiceFormat());

  private TableFormats() {}

  static TableFormat of(String format) {
    return ALL.stream().filter(known -> known.reads(format)).findFirst().orElseThrow();
  }
}
