package dev.tributary.fl.vertical.tree;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A party's columns in a test.
 *
 * @param columns {@code [column][row]}, NaN where missing
 */
public record Table(List<String> names, double[][] columns) {
  public int rows() {
    return columns[0].length;
  }

  public double[] column(String name) {
    return columns[names.indexOf(name)];
  }

  public Table without(String... dropped) {
    List<String> kept = names.stream().filter(n -> !List.of(dropped).contains(n)).toList();
    return new Table(kept, kept.stream().map(this::column).toArray(double[][]::new));
  }

  /** Columns of both, side by side. */
  public Table join(Table other) {
    List<String> all = Stream.concat(names.stream(), other.names.stream()).toList();
    double[][] joined = Arrays.copyOf(columns, all.size());
    System.arraycopy(other.columns, 0, joined, columns.length, other.columns.length);
    return new Table(all, joined);
  }

  /** Rows of which the predicate holds first, each part in its order. */
  public static int[] partition(int rows, IntPredicate first) {
    return IntStream.concat(
            IntStream.range(0, rows).filter(first), IntStream.range(0, rows).filter(first.negate()))
        .toArray();
  }

  public Table reorder(int[] order) {
    double[][] result = new double[columns.length][];
    for (int c = 0; c < result.length; c++) {
      double[] column = columns[c];
      result[c] = Arrays.stream(order).mapToDouble(row -> column[row]).toArray();
    }
    return new Table(names, result);
  }
}
