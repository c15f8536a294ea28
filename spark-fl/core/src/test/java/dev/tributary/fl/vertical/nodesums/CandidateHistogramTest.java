package dev.tributary.fl.vertical.nodesums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.SplitCandidate;
import dev.tributary.fl.training.GradientPairs;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel against sums row by row, over everything that decides how it cuts its work. */
final class CandidateHistogramTest {
  private static final int ROWS = 3000;

  private final SplittableRandom random = new SplittableRandom(3);

  @ParameterizedTest(name = "{0} columns, {1} bins, {2} channels, {3} bits, {4} classes")
  @CsvSource({
    "1, 32, 1, 24, 1",
    "4, 32, 8, 24, 1",
    "6, 7, 3, 30, 1",
    "9, 255, 2, 20, 1",
    "5, 32, 8, 30, 3",
    "3, 1, 1, 24, 1",
    "7, 32, 400, 24, 1"
  })
  void equalsTheSumsRowByRow(int columns, int bins, int channels, int bits, int classes) {
    BinnedBlock block = block(columns, bins);
    GradientPairs pairs = new GradientPairs(values(classes, bits), values(classes, bits), 0, 0);
    LevelChannels level = level(classes, channels);
    int[] naturalIds = IntStream.range(0, block.candidates()).toArray();
    boolean[] active = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      active[column] = column != 1;
    }

    long[] sums =
        CandidateHistogram.leftSums(block, LevelRows.of(pairs, level), naturalIds, active);

    assertThat(sums).isEqualTo(rowByRow(block, pairs, level, active));
  }

  private static long[] rowByRow(
      BinnedBlock block, GradientPairs pairs, LevelChannels level, boolean[] active) {
    long[] sums = new long[2 * level.channels() * block.candidates()];
    for (int number = 0; number < block.candidates(); number++) {
      SplitCandidate candidate = SplitCandidate.of(block, number);
      byte[] bins = block.bins(candidate.column());
      for (int k = 0; k < pairs.classes() && active[candidate.column()]; k++) {
        for (int row = 0; row < ROWS; row++) {
          int channel = level.channelOfRow()[k][row];
          if (channel >= 0 && candidate.goesLeft(block, bins[row] & 0xff)) {
            int at = number * level.channels() + channel;
            sums[at] += pairs.gradients()[k][row];
            sums[sums.length / 2 + at] += pairs.hessians()[k][row];
          }
        }
      }
    }
    return sums;
  }

  /** Every other column has missing values, and one bin fewer each. */
  private BinnedBlock block(int columns, int bins) {
    int[] valueBins = new int[columns];
    boolean[] missing = new boolean[columns];
    byte[][] codes = new byte[columns][ROWS];
    for (int column = 0; column < columns; column++) {
      valueBins[column] = Math.max(1, bins - column);
      missing[column] = column % 2 == 0;
      for (int row = 0; row < ROWS; row++) {
        codes[column][row] = (byte) random.nextInt(valueBins[column] + (missing[column] ? 1 : 0));
      }
    }
    return new BinnedBlock(IntStream.range(0, columns).toArray(), valueBins, missing, codes);
  }

  /** Of either sign and mostly large; some are 0, as those of rows that were not drawn. */
  private int[][] values(int classes, int bits) {
    int limit = (1 << bits) - 1;
    int[][] values = new int[classes][ROWS];
    for (int[] ofClass : values) {
      for (int row = 0; row < ROWS; row++) {
        int sign = random.nextBoolean() ? 1 : -1;
        ofClass[row] = random.nextInt(4) == 0 ? 0 : sign * (limit - random.nextInt(limit / 2));
      }
    }
    return values;
  }

  private LevelChannels level(int classes, int channels) {
    short[][] channelOfRow = new short[classes][ROWS];
    for (short[] ofClass : channelOfRow) {
      for (int row = 0; row < ROWS; row++) {
        ofClass[row] = (short) (random.nextInt(channels + 1) - 1);
      }
    }
    return new LevelChannels(0, channels, channelOfRow);
  }
}
