package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Columns in which one value outweighs all others together. A sum over parties hides a value among
 * those of its magnitude: such a one is not hidden, since a total less a little is that value. What
 * tells is how far it stands out and not how large it is, so its owner is warned, at any magnitude,
 * and may well mean it.
 */
final class OutstandingValues {
  private static final int LEAST_ROWS = 3;
  private static final int MOST_NAMED = 5;

  /** So many columns are added up in one look: more would be no one query. */
  private static final int AT_ONCE = 256;

  private OutstandingValues() {}

  /** One line for the owner of the table; empty where no column has one. */
  static Optional<String> warning(SourceTable table) {
    List<ColumnProfile> suspects =
        table.features().stream()
            .map(table.profile()::column)
            .filter(OutstandingValues::mayStandOut)
            .toList();
    List<String> found = new ArrayList<>();
    for (int from = 0; from < suspects.size(); from += AT_ONCE) {
      found.addAll(look(table, suspects.subList(from, Math.min(suspects.size(), from + AT_ONCE))));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(words(found));
  }

  /** Magnitudes add up to the magnitude of the sum at least, so most columns need no look. */
  private static boolean mayStandOut(ColumnProfile column) {
    double all = Math.abs(column.mean()) * column.present();
    return column.present() >= LEAST_ROWS && 2 * largest(column) > all;
  }

  private static double largest(ColumnProfile column) {
    return Math.max(Math.abs(column.least()), Math.abs(column.most()));
  }

  private static List<String> look(SourceTable table, List<ColumnProfile> columns) {
    Column[] sums =
        columns.stream()
            .map(column -> sum(abs(SourceTable.column(column.name()))))
            .toArray(Column[]::new);
    Row all =
        table.look(rows -> rows.agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length)).first());
    List<String> found = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      double largest = largest(columns.get(c));
      if (largest > all.getDouble(c) - largest) {
        found.add(
            String.format(
                Locale.ROOT,
                "%s (%.0f %% of the sum of magnitudes)",
                columns.get(c).name(),
                100 * largest / all.getDouble(c)));
      }
    }
    return found;
  }

  private static String words(List<String> found) {
    return "columns with one value that is larger than all others of yours together ("
        + found.size()
        + "): "
        + found.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (found.size() > MOST_NAMED ? ", ..." : "")
        + "; totals over all parties do not hide such a value unless they have noise (privacy):"
        + " correct it, leave the row out with"
        + " data.where, or the column with data.exclude";
  }
}
