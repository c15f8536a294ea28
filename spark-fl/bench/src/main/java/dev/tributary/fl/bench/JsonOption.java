package dev.tributary.fl.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a benchmark also writes its result. */
final class JsonOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result as JSON")
  Path file;

  /** Writes the result if that was asked for. */
  void write(Object result) {
    if (file != null) {
      JsonFile.write(file, result);
    }
  }
}
