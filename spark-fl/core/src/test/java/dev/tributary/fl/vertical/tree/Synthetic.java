package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random federations for tests. */
public final class Synthetic {
  private final Random random;

  public Synthetic(long seed) {
    random = new Random(seed);
    System.out.println("seed " + seed);
  }

  /** A federation whose labels depend on columns of every party. */
  public Federation federation(String objective, RowOrder rows, int... features) {
    List<Table> tables = new ArrayList<>();
    for (int p = 0; p < features.length; p++) {
      tables.add(table("p" + p + "x", features[p], rows.rows()));
    }
    double[] labels = new double[rows.rows()];
    for (int row = 0; row < labels.length; row++) {
      double signal = random.nextGaussian() * 0.5;
      for (Table table : tables) {
        double x = table.columns()[0][row];
        signal += Double.isNaN(x) ? 0.7 : x;
      }
      labels[row] = label(objective, signal);
    }
    return new Federation(rows, labels, tables.get(0), tables.subList(1, tables.size()));
  }

  private double label(String objective, double signal) {
    return switch (objective) {
      case "binary" -> signal > 0 ? 1 : 0;
      case "multiclass" -> signal < -0.5 ? 0 : signal < 0.7 ? 1 : 2;
      case "poisson" -> Math.floor(Math.exp(Math.min(2, signal)) + random.nextDouble());
      default -> 10 * signal;
    };
  }

  /** Continuous, few-valued, constant and missing columns in turn. */
  private Table table(String prefix, int features, int rows) {
    List<String> names = new ArrayList<>();
    double[][] columns = new double[features][rows];
    for (int f = 0; f < features; f++) {
      names.add(prefix + f);
      for (int row = 0; row < rows; row++) {
        double x = random.nextGaussian();
        columns[f][row] =
            switch (f % 5) {
              case 1 -> Math.rint(x);
              case 2 -> random.nextInt(4) == 0 ? Double.NaN : x;
              case 3 -> f % 2 == 0 ? 1.5 : Double.NaN;
              default -> x;
            };
      }
    }
    return new Table(names, columns);
  }
}
