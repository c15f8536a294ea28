package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * How well each own column alone ranks the labels: an AUC close to 1 is more often a column that
 * knows the outcome than one that foresees it. Judged on a sample that the driver holds, as many
 * rows of each class as four million cells allow: with 100 columns 20,000 (the AUC is then within
 * 0.003), with 10,000 columns 200 (0.02). Of few rows an AUC may be high by luck, so one counts
 * that is above the bound and by two standard errors above a lower one.
 */
final class ColumnRanking {
  private static final long CELLS = 4_000_000;

  /**
   * With fewer of a class columns count by luck: with ten and ten, an AUC from 0.98 on does, which
   * one column in 23,000 has without a meaning.
   */
  private static final int LEAST_OF_CLASS = 10;

  /** Of a class, however many columns there are. */
  private static final int LEAST_DRAWN = 50;

  /** What an AUC that counts is at least with {@link #DEVIATIONS} of luck taken off. */
  private static final double SURELY = 0.9;

  private static final double DEVIATIONS = 2;

  private ColumnRanking() {}

  /** Said where a class has too few rows to rank columns by; empty where it has enough. */
  static Optional<String> unranked(SourceTable table) {
    ColumnProfile label = table.profile().column(table.source().label());
    long positives = positives(label);
    long negatives = label.present() - positives;
    long fewer = Math.min(positives, negatives);
    return table.features().isEmpty() || fewer >= LEAST_OF_CLASS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "too few rows of a class to look for columns that tell the label (%,d with label %d,"
                    + " and it takes %d): see yourself whether all are known before the outcome is",
                fewer,
                positives < negatives ? 1 : 0,
                LEAST_OF_CLASS));
  }

  private static long positives(ColumnProfile label) {
    return Math.round(label.mean() * label.present());
  }

  /**
   * Columns whose AUC, in either direction, is above a bound and not by luck; the largest first.
   */
  static Map<String, Double> above(double bound, SourceTable table) {
    if (table.features().isEmpty() || unranked(table).isPresent()) {
      return Map.of();
    }
    ColumnProfile label = table.profile().column(table.source().label());
    double positives = positives(label);
    double negatives = label.present() - positives;
    double each = Math.max(LEAST_DRAWN, CELLS / 2.0 / table.features().size());
    double[][] rows = sample(table, Math.min(1, each / positives), Math.min(1, each / negatives));
    long ofPositives = count(rows, 1);
    long ofNegatives = count(rows, 0);
    List<Map.Entry<String, Double>> found = new ArrayList<>();
    for (int f = 0; f < table.features().size(); f++) {
      double auc = auc(rows, f + 1);
      if (auc > bound && auc - DEVIATIONS * error(auc, ofPositives, ofNegatives) > SURELY) {
        found.add(Map.entry(table.features().get(f), auc));
      }
    }
    found.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    Map<String, Double> inOrder = new LinkedHashMap<>();
    found.forEach(column -> inOrder.put(column.getKey(), column.getValue()));
    return inOrder;
  }

  /**
   * Standard error of an AUC over so many rows of each class: Hanley and McNeil, The meaning and
   * use of the area under a ROC curve, Radiology 143 (1982).
   */
  static double error(double auc, long positives, long negatives) {
    double miss = 1 - auc;
    // Q1 - A^2 and Q2 - A^2 of the paper, without cancellation near 1.
    double twoPositives = auc * miss * miss / (2 - auc);
    double twoNegatives = auc * auc * miss / (1 + auc);
    double variance = auc * miss + (positives - 1) * twoPositives + (negatives - 1) * twoNegatives;
    return Math.sqrt(variance / ((double) positives * negatives));
  }

  private static long count(double[][] rows, double label) {
    return Arrays.stream(rows).filter(row -> row[0] == label).count();
  }

  /** {@code [row][column]}, the label first, NaN where missing. */
  private static double[][] sample(SourceTable table, double ofPositives, double ofNegatives) {
    Column label = SourceTable.column(table.source().label());
    Column drawn = rand(7).lt(when(label.equalTo(1), lit(ofPositives)).otherwise(lit(ofNegatives)));
    Column[] columns =
        Stream.concat(Stream.of(table.source().label()), table.features().stream())
            .map(SourceTable::column)
            .toArray(Column[]::new);
    int width = columns.length;
    List<byte[]> rows =
        table.look(
            all ->
                all.filter(label.isNotNull().and(drawn))
                    .select(columns)
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .map(row -> bytes(row, width))
                    .collect());
    return rows.stream().map(ColumnRanking::doubles).toArray(double[][]::new);
  }

  private static byte[] bytes(InternalRow row, int width) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * width);
    for (int c = 0; c < width; c++) {
      bytes.putDouble(row.isNullAt(c) ? Double.NaN : row.getDouble(c));
    }
    return bytes.array();
  }

  private static double[] doubles(byte[] row) {
    double[] values = new double[row.length / Double.BYTES];
    ByteBuffer.wrap(row).asDoubleBuffer().get(values);
    return values;
  }

  /** The best of both directions, with missing values below and above all others. */
  static double auc(double[][] rows, int column) {
    double low = auc(rows, column, Double.NEGATIVE_INFINITY);
    double high = auc(rows, column, Double.POSITIVE_INFINITY);
    return Math.max(Math.max(low, 1 - low), Math.max(high, 1 - high));
  }

  /** Share of pairs of a positive and a negative that the column orders; ties count half. */
  private static double auc(double[][] rows, int column, double missing) {
    double[] positives = values(rows, column, 1, missing);
    double[] negatives = values(rows, column, 0, missing);
    if (positives.length == 0 || negatives.length == 0) {
      return 0.5;
    }
    double ordered = 0;
    int below = 0;
    int upTo = 0;
    for (double value : positives) {
      while (below < negatives.length && negatives[below] < value) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < negatives.length && negatives[upTo] == value) {
        upTo++;
      }
      ordered += (below + upTo) / 2.0;
    }
    return ordered / positives.length / negatives.length;
  }

  private static double[] values(double[][] rows, int column, double label, double missing) {
    return Arrays.stream(rows)
        .filter(row -> row[0] == label)
        .mapToDouble(row -> Double.isNaN(row[column]) ? missing : row[column])
        .sorted()
        .toArray();
  }
}
