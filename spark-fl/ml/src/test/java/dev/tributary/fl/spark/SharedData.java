package dev.tributary.fl.spark;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The real data sets beside the repository, and a plain reading of them. */
public final class SharedData {
  private static final Map<String, Dataset<Row>> TABLES = new ConcurrentHashMap<>();

  private SharedData() {}

  /** A file; the calling test is skipped, saying so, if it is absent. */
  public static Path file(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path file = up.resolveSibling("shared").resolve("data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeThat(false).as("shared data file " + name + " is absent").isTrue();
    throw new IllegalStateException();
  }

  /**
   * A table by Spark's own inference, read once. Tests sum over its rows a thousand times, and
   * every task would carry along how they were read.
   */
  public static Dataset<Row> table(String name) {
    return TABLES.computeIfAbsent(name, SharedData::read);
  }

  private static Dataset<Row> read(String name) {
    return SparkForTests.session()
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(file(name).toString())
        .localCheckpoint();
  }

  /** Header and rows, read without Spark; empty cells are NaN. */
  public static Plain plain(String name) throws IOException {
    try (InputStream raw = Files.newInputStream(file(name));
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      List<double[]> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        double[] row = new double[cells.length];
        for (int c = 0; c < row.length; c++) {
          row[c] = cells[c].isEmpty() ? Double.NaN : Double.parseDouble(cells[c]);
        }
        rows.add(row);
      }
      return new Plain(header, rows.toArray(double[][]::new));
    }
  }

  /** A table in memory: {@code rows[row][column]}. */
  public record Plain(List<String> header, double[][] rows) {
    /** A column by name. */
    public double[] column(String name) {
      int at = header.indexOf(name);
      double[] column = new double[rows.length];
      for (int r = 0; r < rows.length; r++) {
        column[r] = rows[r][at];
      }
      return column;
    }
  }
}
