package dev.tributary.connectors.files;

import dev.tributary.protocol.FederationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Tables whose log, not their folder, says which files are in them. */
final class TableLogs {
  /** Where a table keeps its log, and its format. */
  private static final String[][] LOGS = {
    {"_delta_log", "delta"},
    {"metadata/version-hint.text", "iceberg"},
    {".hoodie/hoodie.properties", "hudi"}
  };

  /** Iceberg's versions, where a catalog and no hint says which of them holds. */
  private static final String VERSIONS = "metadata";

  private static final Pattern VERSION = Pattern.compile("v?\\d+(-.*)?(\\.gz)?\\.metadata\\.json");

  private TableLogs() {}

  /** USER if matches of a path are such a table or lie within one. */
  static void requireNone(String location, FileSystem system, FileStatus[] found) {
    Set<Path> above = new LinkedHashSet<>();
    for (FileStatus match : found) {
      if (match.isDirectory()) {
        require(location, system, match.getPath(), false);
      }
      Path up = match.getPath().getParent();
      while (up != null && above.add(up)) {
        up = up.getParent();
      }
    }
    above.forEach(folder -> require(location, system, folder, true));
  }

  private static void require(String location, FileSystem system, Path folder, boolean within) {
    Optional<String[]> log;
    try {
      log = log(system, folder);
    } catch (IOException e) {
      if (within) {
        // Who may not look into a folder above the data may still read these.
        return;
      }
      throw DataFiles.unopened(location, e);
    }
    if (log.isPresent()) {
      String table = within ? " lies in " + folder.toUri().getPath() + "," : " is";
      throw FederationException.user(
          "data.path %s%s a %s table (it has %s), of whose files some may be in it no more: set"
              + " data.format: %s%s",
          location,
          table,
          log.get()[1],
          log.get()[0],
          log.get()[1],
          within ? " and that folder as data.path" : "");
    }
  }

  private static Optional<String[]> log(FileSystem system, Path folder) throws IOException {
    for (String[] log : LOGS) {
      if (system.exists(new Path(folder, log[0]))) {
        return Optional.of(log);
      }
    }
    try {
      return Arrays.stream(system.listStatus(new Path(folder, VERSIONS)))
          .map(file -> file.getPath().getName())
          .filter(name -> VERSION.matcher(name).matches())
          .findFirst()
          .map(name -> new String[] {VERSIONS + "/" + name, "iceberg"});
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
