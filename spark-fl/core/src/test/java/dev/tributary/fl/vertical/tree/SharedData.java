package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
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
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real data sets beside the checkout: {@code shared/data} in a directory above, or where {@code
 * -Dtributary.data} says. Tests are skipped, and say why, when a file is absent.
 */
public final class SharedData {
  private SharedData() {}

  /**
   * A federation over files of one row order, trained on {@code id % 5 != 0} and tested on the
   * rest; labels -1 become 0.
   *
   * @param id column of the guest and of every host
   * @param label column of the guest
   */
  static Federation federation(String id, String label, String guestFile, String... hostFiles) {
    Table guest = read(guestFile);
    double[] ids = guest.column(id);
    int[] order = Table.partition(guest.rows(), row -> ids[row] % 5 != 0);
    int training = (int) Arrays.stream(ids).filter(v -> v % 5 != 0).count();
    List<Table> hosts = Stream.of(hostFiles).map(h -> read(h).without(id).reorder(order)).toList();
    Table sorted = guest.reorder(order);
    double[] labels = Arrays.stream(sorted.column(label)).map(v -> v == -1 ? 0 : v).toArray();
    RowOrder rows = new RowOrder(training, 0, guest.rows() - training);
    return new Federation(rows, labels, sorted.without(id, label), hosts);
  }

  /** {@code default_credit_hetero}: 30,000 rows, 13 and 10 features, 22 % positives. */
  public static Federation creditDefault() {
    return federation(
        "id", "y", "default_credit_hetero_guest.csv.gz", "default_credit_hetero_host.csv");
  }

  /** All negatives of a federation and evenly so many positives that they make up a share. */
  static Federation thinned(Federation f, double share) {
    long positives = Arrays.stream(f.labels).filter(y -> y == 1).count();
    double kept = share / (1 - share) * (f.labels.length - positives) / positives;
    double due = 0;
    int n = 0;
    int training = 0;
    int[] rows = new int[f.labels.length];
    for (int row = 0; row < rows.length; row++) {
      due += f.labels[row] == 1 ? kept : 1;
      if (due >= 1) {
        due -= 1;
        training += row < f.rows.training() ? 1 : 0;
        rows[n++] = row;
      }
    }
    int[] order = Arrays.copyOf(rows, n);
    double[] labels = Arrays.stream(order).mapToDouble(row -> f.labels[row]).toArray();
    List<Table> others = f.others.stream().map(t -> t.reorder(order)).toList();
    return new Federation(
        new RowOrder(training, 0, n - training), labels, f.own.reorder(order), others);
  }

  /** Reads a CSV file with header of numbers; an empty cell is NaN. */
  public static Table read(String name) {
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
