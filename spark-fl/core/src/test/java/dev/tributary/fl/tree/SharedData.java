package dev.tributary.fl.tree;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real data sets beside the checkout: {@code shared/data} in a directory above, or where {@code
 * -Dtributary.data} says. Tests are skipped, and say why, when a file is absent.
 */
final class SharedData {
  private SharedData() {}

  /** Reads a CSV file with header of numbers; an empty cell is NaN. */
  static Table read(String name) {
    Path file = find(name);
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> header = cells(reader.readLine());
      List<double[]> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(
            cells(line).stream()
                .mapToDouble(c -> c.isEmpty() ? Double.NaN : Double.parseDouble(c))
                .toArray());
      }
      double[][] columns = new double[header.size()][rows.size()];
      for (int row = 0; row < rows.size(); row++) {
        for (int c = 0; c < columns.length; c++) {
          columns[c][row] = rows.get(row)[c];
        }
      }
      return new Table(header, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(c -> c.replace("\"", "").strip()).toList();
  }

  private static Path find(String name) {
    String configured = System.getProperty("tributary.data");
    if (configured != null) {
      return require(Path.of(configured, name));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return require(Path.of("shared/data", name));
  }

  private static Path require(Path file) {
    Assumptions.assumeTrue(
        Files.exists(file),
        "real data is absent: " + file + "; set -Dtributary.data to its directory");
    return file;
  }
}
