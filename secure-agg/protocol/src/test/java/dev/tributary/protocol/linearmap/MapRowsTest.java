package dev.tributary.protocol.linearmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.crypto.lattice.LatticePlanner.Kind;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both kinds of rows against their definitions, in the clear and through the encrypted map. */
class MapRowsTest {
  private static final LatticeSet SET = LatticeSet.Q32;

  /** Column 0: two value bins; column 1: two and a missing bin. Words by bin, two channels. */
  private final List<WordMatrix> sums = List.of(words(1, 10, 2, 20), words(4, 40, 8, 80, 16, 160));

  @Test
  void leftSumsGoThroughTheThresholdsAndThenWithMissingLeft() {
    LeftSums rows = new LeftSums(new int[] {2, 2}, new boolean[] {false, true});
    assertThat(rows.bins()).containsExactly(2, 3);
    // 0 | 1; then 0 | 1 m; 0 1 | m; 0 m | 1.
    assertThat(values(rows)).containsExactly("1 10", "4 40", "12 120", "20 200");
  }

  @Test
  void rowsOfAColumnFollowThoseWithMissingLeftOfTheOneBefore() {
    LeftSums rows = new LeftSums(new int[] {2, 2}, new boolean[] {true, false});
    List<WordMatrix> swapped = List.of(sums.get(1), sums.get(0));
    assertThat(rows.bins()).containsExactly(3, 2);
    assertThat(values(rows, swapped)).containsExactly("4 40", "12 120", "20 200", "1 10");
  }

  @Test
  void singleBinsAreTheBinsOfEachColumn() {
    SingleBins rows = new SingleBins(new int[] {2, 3}, new int[] {0, 1, 2, 3, 4});
    assertThat(rows.bins()).containsExactly(2, 3);
    assertThat(values(rows)).containsExactly("1 10", "2 20", "4 40", "8 80", "16 160");
  }

  @Test
  void anOrderMovesRowsToTheirPlaces() {
    int[] order = {3, 1, 0, 2};
    LeftSums left = new LeftSums(new int[] {2, 2}, new boolean[] {false, true}, order);
    assertThat(values(left)).containsExactly("20 200", "4 40", "1 10", "12 120");
    SingleBins single = new SingleBins(new int[] {2, 3}, new int[] {4, 0, 2, 3, 1});
    assertThat(values(single)).containsExactly("16 160", "1 10", "4 40", "8 80", "2 20");
  }

  @Test
  void anOrderMustBeAPermutationOfAllRows() {
    for (int[] bad : new int[][] {{}, {0, 1}, {0, 1, 2, 2}, {0, 1, 2, 4}, {0, 1, 2, -1}}) {
      assertThatThrownBy(() -> new LeftSums(new int[] {5}, new boolean[] {false}, bad))
          .hasMessageContaining("permutation of 4 numbers");
      assertThatThrownBy(() -> new SingleBins(new int[] {4}, bad))
          .hasMessageContaining("permutation of 4 numbers");
    }
  }

  @Test
  void aBlockHasColumns() {
    assertThatThrownBy(() -> new SingleBins(new int[0], new int[0]))
        .hasMessageContaining("at least one column");
    assertThatThrownBy(() -> new LeftSums(new int[0], new boolean[0]))
        .hasMessageContaining("at least one column");
    assertThatThrownBy(() -> new LeftSums(new int[] {2, 2}, new boolean[] {true}))
        .hasMessageContaining("arrays of one length");
    assertThatThrownBy(() -> new LeftSums(new int[0], new boolean[0], new int[0]))
        .hasMessageContaining("at least one column");
    assertThatThrownBy(() -> new LeftSums(new int[] {2}, new boolean[2], new int[] {0}))
        .hasMessageContaining("arrays of one length");
  }

  /** Every value within seven standard deviations of the planned noise: 36 words, drawn anew. */
  @Test
  void singleBinsComeOutOfTheEncryptedMap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[][] columns = new byte[2][MapFixture.ROWS];
    double[][] values = new double[MapFixture.ROWS][2];
    double[][] expected = new double[9][2];
    int[] order = {8, 0, 7, 1, 6, 2, 5, 3, 4};
    for (int r = 0; r < MapFixture.ROWS; r++) {
      columns[0][r] = (byte) random.nextInt(4);
      columns[1][r] = (byte) random.nextInt(5);
      values[r][0] = 1;
      values[r][1] = random.nextDouble() * 2 - 1;
      for (int row = 0; row < order.length; row++) {
        boolean of0 = order[row] < 4 && columns[0][r] == order[row];
        boolean of1 = order[row] >= 4 && columns[1][r] == order[row] - 4;
        if (of0 || of1) {
          expected[row][0] += values[r][0];
          expected[row][1] += values[r][1];
        }
      }
    }
    LatticePlan plan =
        LatticePlanner.plan(
            MapFixture.ROWS, 20, 1, List.of(new Kind(MapFixture.ROWS, MapFixture.ROWS, 1)));
    ChannelScale scale = plan.scales().get(0);
    SingleBins rows = new SingleBins(new int[] {4, 5}, order);
    MapFixture map = new MapFixture(plan.set(), columns, rows);
    ChannelLease lease = new ChannelLease(0, 0, 2);
    WordMatrix reply =
        map.owner.answer(
            lease,
            map.sums(lease, values, scale),
            map.bHalf,
            map.noise(lease, MapFixture.digest(values), scale));
    WordMatrix result = VectorOwnerBatch.reveal(lease, map.corrections, reply);
    for (int row = 0; row < order.length; row++) {
      for (int c = 0; c < 2; c++) {
        assertThat(Math.abs(scale.decode(result.centred(row, c)) - expected[row][c]))
            .as("seed %d, row %d, channel %d", seed, row, c)
            .isLessThan(7 * scale.sigma());
      }
    }
  }

  private List<String> values(MapRows rows) {
    return values(rows, sums);
  }

  private static List<String> values(MapRows rows, List<WordMatrix> sums) {
    WordMatrix out = rows.of(SET, 2, sums::get);
    assertThat(out.rows()).isEqualTo(rows.count());
    List<String> values = new ArrayList<>();
    for (int i = 0; i < out.rows(); i++) {
      values.add(out.centred(i, 0) + " " + out.centred(i, 1));
    }
    return values;
  }

  /** Two words a row. */
  private static WordMatrix words(long... values) {
    WordMatrix words = new WordMatrix(SET, values.length / 2, 2);
    for (int i = 0; i < values.length; i++) {
      words.add(i / 2, i % 2, values[i]);
    }
    return words;
  }
}
