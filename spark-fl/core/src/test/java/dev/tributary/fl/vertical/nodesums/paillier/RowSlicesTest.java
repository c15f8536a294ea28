package dev.tributary.fl.vertical.nodesums.paillier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What executors encrypt: every row once in each stream, its pairs where its channels are. */
class RowSlicesTest {
  private static final int ROWS = 10;

  /** Two classes; rows 3 and 7 are not drawn. */
  private static final GradientPairs PAIRS =
      new GradientPairs(
          new int[][] {{1, -2, 3, 0, 5, -6, 7, 0, -9, 10}, {-11, 12, -13, 0, 15, 0, 17, 0, 0, -20}},
          new int[][] {{1, 2, 3, 0, 5, 6, 7, 0, 9, 10}, {11, 12, 13, 0, 15, 16, 17, 0, 19, 20}},
          0,
          0);

  @Test
  void rowsAreCutIntoAsManySlicesAsTasksRunAtOnceAndNoMoreThanThereAreRows() {
    for (int parallelism : new int[] {1, 3, 10, 50}) {
      List<RowSlice> slices = new RowSlices(PAIRS, parallelism).ofRound();
      int each = Math.min(parallelism, ROWS);

      assertThat(slices).hasSize(2 * each);
      for (int stream = 0; stream < 2; stream++) {
        int next = 0;
        for (RowSlice slice : slices.subList(stream * each, (stream + 1) * each)) {
          assertThat(slice.firstRow()).isEqualTo(next);
          assertThat(slice.rows()).isPositive();
          next += slice.rows();
        }
        assertThat(next).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void longTablesAreCutIntoMoreSlicesThanTasks() {
    int rows = (1 << 16) + 1;
    int[][] zeros = new int[1][rows];
    GradientPairs pairs = new GradientPairs(zeros, zeros, 0, 0);

    assertThat(new RowSlices(pairs, 1).ofRound()).hasSize(3);
    assertThat(new RowSlices(pairs, 2).ofRound()).hasSize(4);
    assertThat(new RowSlices(pairs, 1).ofRound())
        .allMatch(slice -> slice.rows() <= 1 << 15)
        .allMatch(slice -> slice.present().isEmpty());
  }

  @Test
  void aRoundHasThePairsOfDrawnRowsClassByClass() {
    PairPacking packing = CellShape.packing(2048, ROWS);
    List<RowSlice> slices = new RowSlices(PAIRS, 3).ofRound();

    for (int k = 0; k < 2; k++) {
      for (RowSlice slice : slices.subList(3 * k, 3 * k + 3)) {
        List<BigInteger> plaintexts = slice.plaintexts(packing);
        int at = 0;
        for (int row = 0; row < slice.rows(); row++) {
          int whole = slice.firstRow() + row;
          boolean drawn = whole != 3 && whole != 7;
          assertThat(slice.present().get(row)).as("row %s", whole).isEqualTo(drawn);
          if (drawn) {
            assertThat(packing.decode(plaintexts.get(at++), 1))
                .containsExactly(PAIRS.gradients()[k][whole], PAIRS.hessians()[k][whole]);
          }
        }
        assertThat(plaintexts).hasSize(at);
      }
    }
  }

  @Test
  void aHiddenLevelHasEveryRowInEveryCellWithPairsWhereItsChannelsAre() {
    CellShape shape = CellShape.of(2048, ROWS, 40, MembershipMode.HIDDEN);
    int pairs = shape.pairsPerCell();
    assertThat(shape.cellsPerCandidate()).isEqualTo(2);
    short[][] channels = {
      {0, 1, (short) (pairs - 1), -1, (short) pairs, 39, 0, -1, 2, 38},
      {3, 3, 39, -1, 3, (short) pairs, (short) (pairs - 1), -1, 5, 4}
    };
    LevelChannels level = new LevelChannels(1, 40, channels);

    List<RowSlice> slices = new RowSlices(PAIRS, 3).ofLevel(level, shape);

    assertThat(slices).hasSize(2 * 3);
    for (int cell = 0; cell < 2; cell++) {
      for (RowSlice slice : slices.subList(3 * cell, 3 * cell + 3)) {
        BitSet all = new BitSet();
        all.set(0, slice.rows());
        assertThat(slice.present()).isEqualTo(all);
        List<BigInteger> plaintexts = slice.plaintexts(shape.packing());
        for (int row = 0; row < slice.rows(); row++) {
          long[] due = new long[2 * pairs];
          for (int k = 0; k < 2; k++) {
            int whole = slice.firstRow() + row;
            int slot = channels[k][whole] - cell * pairs;
            if (channels[k][whole] >= 0 && slot >= 0 && slot < pairs) {
              due[2 * slot] += PAIRS.gradients()[k][whole];
              due[2 * slot + 1] += PAIRS.hessians()[k][whole];
            }
          }
          assertThat(shape.packing().decode(plaintexts.get(row), pairs)).containsExactly(due);
        }
      }
    }
  }

  @Test
  void noMessageIsLongerThanItsReceiverAllows() {
    BitSet all = new BitSet();
    all.set(0, 1000);
    byte[] rows = new RowsMessage(0, 1000, all, new byte[1000 * 64]).encode();
    assertThat(rows.length).isLessThanOrEqualTo(RowsMessage.maxLength(1000, 64));
    assertThat(RowsMessage.maxLength(1000, 64)).isLessThan(rows.length + 64);
    assertThat(RowsMessage.maxLength(1 << 30, 512)).isEqualTo(Integer.MAX_VALUE - 64);
    byte[] cells = new CellsMessage(new byte[7 * 64]).encode();
    assertThat(cells.length).isLessThanOrEqualTo(CellsMessage.maxLength(7, 64));
    assertThat(CellsMessage.maxLength(7, 64)).isLessThan(cells.length + 16);
  }
}
