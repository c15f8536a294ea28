package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.exact.RoundedSums;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.util.Arrays;
import java.util.Iterator;

/** Sums over parts of all parties' rows, each a secure sum. */
final class ClusterSums {
  private final PartyRows rows;
  private final SecureSum sum;
  private final FixedPoint point;
  private int sums;

  ClusterSums(PartyRows rows, SecureSum sum, FixedPoint point) {
    this.rows = rows;
    this.sum = sum;
    this.point = point;
  }

  /** Rows of all parties in a part. */
  long count(Cuts cuts, int part) {
    return total("kmeans-part-rows", new CountPart(cuts, part))[0];
  }

  /** {@code [feature]} sums, then squares, of all parties' rows in a part. */
  double[] squares(Cuts cuts, int part) {
    return decoded(
        total("kmeans-part", new SquaresOfPart(cuts, part, rows.features().size(), point)));
  }

  /** {@code [centre]} rows of all parties that are nearest to it. */
  long[] counts(double[][] centres) {
    return total("kmeans-rows", new CountNearest(new Centres(centres)));
  }

  /**
   * Sums over the rows next to some centres.
   *
   * @param open {@code [centre]} whether its rows are summed
   * @return squared distances of all rows to their centres first, then {@code [centre][feature]} of
   *     the open ones
   */
  double[] sums(double[][] centres, boolean[] open) {
    return decoded(total("kmeans-sums", new SumNearest(new Centres(centres), open, point)));
  }

  /** How many secure sums there have been. */
  int sums() {
    return sums;
  }

  private double[] decoded(long[] words) {
    return Arrays.stream(words).mapToDouble(point::decode).toArray();
  }

  private long[] total(String purpose, RowKernel kernel) {
    long[] own = rows.sum(kernel);
    if (!Words.inRange(own)) {
      throw JointCuts.misfit();
    }
    sums++;
    return sum.total(purpose, Arrays.copyOfRange(own, 1, own.length)).words();
  }

  private record CountPart(Cuts cuts, int part) implements RowKernel {
    @Override
    public int words() {
      return 2;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      long[] words = new long[2];
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          words[1] += cuts.part(block.values(), r * block.features()) == part ? 1 : 0;
        }
      }
      return words;
    }
  }

  private record SquaresOfPart(Cuts cuts, int part, int features, FixedPoint point)
      implements RowKernel {
    @Override
    public int words() {
      return 1 + 2 * features;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      RoundedSums sums = new RoundedSums(2 * features, point);
      double[] squares = new double[features];
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          int from = r * features;
          if (cuts.part(block.values(), from) == part) {
            for (int j = 0; j < features; j++) {
              squares[j] = block.values()[from + j] * block.values()[from + j];
            }
            double most = block.largest(r);
            sums.add(0, 1, block.values(), from, features, most);
            sums.add(features, 1, squares, 0, features, most * most);
          }
        }
      }
      return sums.words();
    }
  }

  private record CountNearest(Centres centres) implements RowKernel {
    @Override
    public int words() {
      return 1 + centres.count();
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      long[] words = new long[words()];
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          words[1 + centres.nearest(block.values(), r * block.features())]++;
        }
      }
      return words;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record SumNearest(Centres centres, boolean[] open, FixedPoint point)
      implements RowKernel {
    @Override
    public int words() {
      return 2 + count(open.length) * centres.features();
    }

    /** Open centres before one. */
    private int count(int before) {
      int count = 0;
      for (int c = 0; c < before; c++) {
        count += open[c] ? 1 : 0;
      }
      return count;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      int features = centres.features();
      RoundedSums sums = new RoundedSums(words() - 1, point);
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          int from = r * features;
          int nearest = centres.nearest(block.values(), from);
          sums.add(0, centres.squaredDistance(nearest, block.values(), from));
          if (open[nearest]) {
            int at = 1 + count(nearest) * features;
            sums.add(at, 1, block.values(), from, features, block.largest(r));
          }
        }
      }
      return sums.words();
    }
  }
}
