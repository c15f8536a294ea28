package dev.tributary.fl.horizontal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowArrangementTest {
  /** A hash that follows from the order of rows within partitions, added over the partitions. */
  private record OrderedHash() implements RowKernel {
    @Override
    public int words() {
      return 2;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      long hash = 17;
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          hash = 31 * hash + Arrays.hashCode(block.cells(r));
        }
      }
      return new long[] {0, hash >> 8};
    }
  }

  private record Count() implements RowKernel {
    @Override
    public int words() {
      return 3;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      long[] words = new long[3];
      words[1] = 1;
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        words[2] += block.rows();
      }
      return words;
    }
  }

  private static double[][] rows() {
    Random random = new Random(5);
    double[][] rows = new double[3000][];
    for (int i = 0; i < rows.length; i++) {
      // some rows are alike
      rows[i] = new double[] {random.nextInt(50), random.nextInt(50)};
    }
    return rows;
  }

  @Test
  void shardsAreTheSameHoweverATableIsDividedAndOrdered() {
    RowArrangement arrangement = new RowArrangement(4, 7);
    double[][] rows = rows();
    List<double[]> shuffled = new ArrayList<>(Arrays.asList(rows));
    Collections.shuffle(shuffled, new Random(8));
    long[] few = DividedRows.rows(rows, 3000).arranged(arrangement).sum(new OrderedHash());
    long[] many =
        DividedRows.rows(shuffled.toArray(double[][]::new), 41)
            .arranged(arrangement)
            .sum(new OrderedHash());
    assertThat(many).containsExactly(few);
    assertThat(DividedRows.rows(rows, 3000).sum(new OrderedHash())).isNotEqualTo(few);
    assertThat(
            DividedRows.rows(rows, 3000).arranged(new RowArrangement(4, 8)).sum(new OrderedHash()))
        .as("another seed")
        .isNotEqualTo(few);
  }

  @Test
  void noRowIsLost() {
    long[] counts =
        DividedRows.rows(rows(), 100).arranged(new RowArrangement(4, 7)).sum(new Count());
    assertThat(counts[1]).as("shards").isEqualTo(4);
    assertThat(counts[2]).as("rows").isEqualTo(3000);
  }

  @Test
  void refusesNoShards() {
    assertThatThrownBy(() -> new RowArrangement(0, 7))
        .hasMessage("shards must be at least 1. Provided value: 0");
  }
}
