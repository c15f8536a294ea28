package dev.tributary.connectors.spi;

import dev.tributary.protocol.FederationException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a table is.
 *
 * @param format what it is, such as {@code csv}, {@code parquet}, {@code jdbc}, {@code table}
 * @param path file, directory, glob or table name; null where the format needs none
 * @param options of its reader
 */
public record TableLocation(String format, String path, Map<String, String> options) {
  public TableLocation {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** An option's text whatever the case of its name, or what holds without it. */
  public String option(String name, String otherwise) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  /** The path; USER if there is none. */
  public String requiredPath() {
    if (path == null) {
      throw FederationException.user("data.path must be given for format: %s", format);
    }
    return path;
  }
}
